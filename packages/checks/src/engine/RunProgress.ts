import {
  worst,
  type Result,
  type RunEvent,
} from '@runai-portal/backstage-plugin-runai-common';
import type { Check, Fact, FactOutcome } from '../declarations';

/** Tells a listener what a run does: each fact once, each check once. */
export class RunProgress {
  readonly #checks: Map<string, Check>;
  readonly #done = new Set<string>();
  readonly #facts = new Set<string>();
  readonly #now: () => Date;
  readonly #listener?: (progress: {
    done: number;
    total: number;
    event: RunEvent;
  }) => void;
  #seq = 0;

  constructor(
    planned: readonly Check[],
    now: () => Date,
    listener?: (progress: {
      done: number;
      total: number;
      event: RunEvent;
    }) => void,
  ) {
    this.#checks = new Map(planned.map(check => [check.id, check]));
    this.#now = now;
    this.#listener = listener;
  }

  started(cluster: string, profile: string): void {
    this.#tell({
      kind: 'started',
      message: `${cluster}: ${this.#checks.size} checks by ${profile}`,
    });
  }

  fact(fact: Fact<unknown>, outcome: FactOutcome): void {
    if (!this.#facts.has(fact.id)) {
      this.#facts.add(fact.id);
      this.#tell({
        kind: 'fact',
        message: outcome.ok
          ? `${fact.title}: read`
          : `${fact.title}: ${outcome.message}`,
      });
    }
  }

  /** @param checks - those that were judged now; active ones are not counted */
  judged(
    checks: readonly Check[],
    results: ReadonlyMap<string, readonly Result[]>,
  ): void {
    for (const { id, title } of checks.filter(check =>
      this.#checks.has(check.id),
    )) {
      this.#done.add(id);
      const status = worst(
        (results.get(id) ?? []).map(result => result.status),
      );
      this.#tell({
        kind: 'check',
        checkId: id,
        status,
        message: `${title}: ${status}`,
      });
    }
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
      done: this.#done.size,
      total: this.#checks.size,
      event: { seq: this.#seq, at: this.#now().toISOString(), ...event },
    });
  }
}
