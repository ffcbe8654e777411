import { SharedFlight } from '../http/SharedFlight';
import type { KubeCredential } from './ClusterConnection';

/** @public A credential, and how long it can be used. */
export interface TimedCredential {
  credential: KubeCredential;
  /** Absent where nobody said. */
  expiresAt?: Date;
}

/** How long a credential is used that does not say when it expires; one that the server refuses is asked for anew sooner. */
const KEEP_MS = 5 * 60_000;
/** A plugin that fails is not started again for each of a run's requests, nor one whose credential is refused. */
const KEEP_AT_LEAST_MS = 5_000;
/** A credential is renewed a little before it expires: a request takes its time. */
const EARLY_MS = 30_000;

type Answer = { value: KubeCredential } | { error: unknown };

/**
 * A credential that is costly to get: one question at a time, whose answer serves all who wait for it and is kept for a while.
 *
 * The last of those who wait that leaves ends the question.
 *
 * @public
 */
export class SharedCredential {
  readonly #ask: (signal: AbortSignal) => Promise<TimedCredential>;
  #kept?: { answer: Answer; until: number };
  #flight?: SharedFlight<Answer>;

  constructor(ask: (signal: AbortSignal) => Promise<TimedCredential>) {
    this.#ask = ask;
  }

  /** @throws what the question ended with, or the signal's reason */
  async get(signal?: AbortSignal): Promise<KubeCredential> {
    const answer = await this.#answer(signal);
    if ('error' in answer) {
      throw answer.error;
    }
    return answer.value;
  }

  /** The server did not accept it. */
  refused(): void {
    if (this.#kept) {
      this.#kept.until = Math.min(
        this.#kept.until,
        Date.now() + KEEP_AT_LEAST_MS,
      );
    }
  }

  async #answer(signal?: AbortSignal): Promise<Answer> {
    if (this.#kept && Date.now() < this.#kept.until) {
      return this.#kept.answer;
    }
    this.#flight ??= new SharedFlight(
      asked => this.#askAnew(asked),
      ended => {
        if (this.#flight === ended) {
          this.#flight = undefined;
        }
      },
    );
    return this.#flight.join(signal);
  }

  async #askAnew(signal: AbortSignal): Promise<Answer> {
    try {
      const { credential, expiresAt } = await this.#ask(signal);
      const until = expiresAt
        ? expiresAt.getTime() - EARLY_MS
        : Date.now() + KEEP_MS;
      return this.#keep({ value: credential }, until);
    } catch (error) {
      return signal.aborted ? { error } : this.#keep({ error }, 0);
    }
  }

  #keep(answer: Answer, until: number): Answer {
    this.#kept = {
      answer,
      until: Math.max(until, Date.now() + KEEP_AT_LEAST_MS),
    };
    return answer;
  }
}
