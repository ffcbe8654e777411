import {
  worst,
  type Result,
  type RunEvent,
} from '@runai-portal/backstage-plugin-runai-common';
import type { Check, Fact, FactOutcome } from '../declarations';

/** Hears of what a run does, and of how many of its passive checks are judged. */
export type ProgressListener = (progress: {
  done: number;
  total: number;
  event: RunEvent;
}) => void;

/** Tells a listener what a run does. */
export class RunProgress {
  readonly #total: number;
  readonly #now: () => Date;
  readonly #listener?: ProgressListener;
  #done = 0;
  #seq = 0;

  /** @param total - of the passive checks that are planned */
  constructor(total: number, now: () => Date, listener?: ProgressListener) {
    this.#total = total;
    this.#now = now;
    this.#listener = listener;
  }

  started(cluster: string, profile: string): void {
    this.#tell({
      kind: 'started',
      message: `${cluster}: ${this.#total} checks by ${profile}`,
    });
  }

  fact({ title }: Fact<unknown>, outcome: FactOutcome): void {
    const what = outcome.ok ? 'read' : outcome.message;
    this.#tell({ kind: 'fact', message: `${title}: ${what}` });
  }

  judged({ id, title }: Check, results: readonly Result[]): void {
    this.#done += 1;
    const status = worst(results.map(result => result.status));
    const message = `${title}: ${status}`;
    this.#tell({ kind: 'check', checkId: id, status, message });
  }

  finished(status: string, interruption?: 'canceled' | 'deadline'): void {
    const why = interruption === 'deadline' ? ', out of time' : '';
    this.#tell({
      kind: interruption === 'canceled' ? 'canceled' : 'finished',
      message: `Run ${status}${why}`,
    });
  }

  #tell(event: Omit<RunEvent, 'seq' | 'at'>): void {
    this.#seq += 1;
    this.#listener?.({
      done: this.#done,
      total: this.#total,
      event: { seq: this.#seq, at: this.#now().toISOString(), ...event },
    });
  }
}
