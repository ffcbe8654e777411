import { lookup as lookupName } from 'node:dns/promises';
import { isPublicAddress, raceSignal } from '@runai-portal/kube';

/** @public All addresses of a name. */
export type LookUp = (name: string) => Promise<string[]>;

/** An answer is believed for so long. */
const KEEP_MS = 5 * 60_000;
/** Looking up waits at most so long for all names together; who is not known then is judged when it is connected to. */
const WAIT_MS = 5_000;
/** Names are looked up on the few threads that the whole process has for files as well. */
const AT_ONCE = 2;

/**
 * What names of the catalog resolve to.
 *
 * @remarks It tells an entity's author early. What holds is the look at connecting (`onlyPublicAddresses`), since a name can
 * resolve to something else a moment later.
 *
 * @public
 */
export class PublicNames {
  readonly #lookUp: LookUp;
  readonly #now: () => number;
  readonly #known = new Map<string, { isPublic: boolean; until: number }>();

  private constructor(lookUp: LookUp, now: () => number) {
    this.#lookUp = lookUp;
    this.#now = now;
  }

  /**
   * @param options.lookUp - for tests
   * @param options.now - in milliseconds
   */
  static create(
    options: { lookUp?: LookUp; now?: () => number } = {},
  ): PublicNames {
    const { lookUp = allAddresses, now = Date.now } = options;
    return new PublicNames(lookUp, now);
  }

  /** Whether all addresses of a name belong to the internet; undefined where nobody knows. */
  isPublic(name: string): boolean | undefined {
    return isLocalhost(name) ? false : this.#known.get(name)?.isPublic;
  }

  /** Looks up what is not known; forgets all other names. Never rejects, and waits but a while. */
  async learn(names: Iterable<string>, signal: AbortSignal): Promise<void> {
    const wanted = new Set(names);
    for (const name of this.#known.keys()) {
      if (!wanted.has(name)) {
        this.#known.delete(name);
      }
    }
    const at = this.#now();
    const unknown = [...wanted].filter(
      name => !isLocalhost(name) && (this.#known.get(name)?.until ?? 0) <= at,
    );
    const ends = AbortSignal.any([signal, AbortSignal.timeout(WAIT_MS)]);
    const next = unknown[Symbol.iterator]();
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (const name of next) {
          if (ends.aborted) {
            return;
          }
          await this.#learnOne(name, ends);
        }
      }),
    );
  }

  /** What cannot be looked up is not known, and shows when it is connected to. */
  async #learnOne(name: string, signal: AbortSignal): Promise<void> {
    try {
      const addresses = await raceSignal(this.#lookUp(name), signal);
      this.#known.set(name, {
        isPublic: addresses.every(isPublicAddress),
        until: this.#now() + KEEP_MS,
      });
    } catch {
      this.#known.delete(name);
    }
  }
}

async function allAddresses(name: string): Promise<string[]> {
  const found = await lookupName(name, { all: true });
  return found.map(({ address }) => address);
}

function isLocalhost(name: string): boolean {
  return /(^|\.)localhost\.?$/.test(name);
}
