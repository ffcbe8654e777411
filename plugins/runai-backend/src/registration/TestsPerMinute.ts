import { CustomErrorBase } from '@backstage/errors';

/** Somebody asks more often than is allowed; answered with 429. */
export class TooManyTestsError extends CustomErrorBase {
  readonly statusCode = 429;
  /** Seconds after which it is worth asking again. */
  readonly retryAfter: number;

  constructor(most: number, retryAfter: number) {
    super(
      `You have tested ${most} connections in a minute, and more are not allowed; try again in ${retryAfter} s`,
    );
    this.retryAfter = retryAfter;
  }
}

const MINUTE_MS = 60_000;
/** Of whom something is kept at once; who asked longest ago is forgotten for somebody new. */
const MOST_PEOPLE = 10_000;

/**
 * How often each person may test a connection. Kept by this replica alone: somebody who reaches several of them may ask each.
 *
 * @remarks It holds back who would search a network by way of the portal, beside the rule for addresses.
 */
export class TestsPerMinute {
  readonly #most: number;
  readonly #people: number;
  readonly #now: () => number;
  /** When each person asked within the last minute, who asked last at the end. */
  readonly #asked = new Map<string, number[]>();

  private constructor(most: number, people: number, now: () => number) {
    this.#most = most;
    this.#people = people;
    this.#now = now;
  }

  /**
   * @param options.most - a person and minute
   * @param options.people - of whom something is kept at once
   * @param options.now - in milliseconds
   */
  static create(options: {
    most: number;
    people?: number;
    now?: () => number;
  }): TestsPerMinute {
    const { most, people = MOST_PEOPLE, now = Date.now } = options;
    return new TestsPerMinute(most, people, now);
  }

  /** @throws TooManyTestsError */
  count(person: string): void {
    const now = this.#now();
    const recent = (this.#asked.get(person) ?? []).filter(
      at => at > now - MINUTE_MS,
    );
    if (recent.length >= this.#most) {
      throw new TooManyTestsError(
        this.#most,
        Math.ceil((recent[0] + MINUTE_MS - now) / 1000),
      );
    }
    this.#asked.delete(person);
    this.#asked.set(person, [...recent, now]);
    const [longestAgo] = this.#asked.keys();
    if (this.#asked.size > this.#people) {
      this.#asked.delete(longestAgo);
    }
  }
}
