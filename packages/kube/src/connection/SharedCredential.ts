import { raceSignal } from '../http/Deadline';
import type { KubeCredential } from './ClusterConnection';

/** A credential, and how long it can be used. */
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
 */
export class SharedCredential {
  readonly #ask: (signal: AbortSignal) => Promise<TimedCredential>;
  #kept?: { answer: Answer; until: number };
  #flight?: {
    controller: AbortController;
    answer: Promise<Answer>;
    leave: () => void;
    waiting: number;
  };

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
    const flight = (this.#flight ??= this.#start());
    flight.waiting += 1;
    try {
      return await raceSignal(flight.answer, signal);
    } finally {
      flight.waiting -= 1;
      if (flight.waiting === 0) {
        flight.leave();
      }
    }
  }

  #start() {
    const controller = new AbortController();
    const end = () => {
      if (this.#flight?.controller === controller) {
        this.#flight = undefined;
      }
    };
    return {
      controller,
      waiting: 0,
      leave: () => {
        controller.abort();
        end();
      },
      answer: this.#ask(controller.signal).then(
        ({ credential, expiresAt }): Answer => {
          const answer = { value: credential };
          const until = expiresAt
            ? expiresAt.getTime() - EARLY_MS
            : Date.now() + KEEP_MS;
          this.#keep(answer, until);
          end();
          return answer;
        },
        (error: unknown): Answer => {
          const answer = { error };
          if (!controller.signal.aborted) {
            this.#keep(answer, 0);
          }
          end();
          return answer;
        },
      ),
    };
  }

  #keep(answer: Answer, until: number): void {
    this.#kept = {
      answer,
      until: Math.max(until, Date.now() + KEEP_AT_LEAST_MS),
    };
  }
}
