import type { FactOutcomes, RunOutcome, Session } from '@runai-portal/checks';
import { compress, decompress } from '../database/compressed';

interface Kept {
  /** Compressed: the lists of a large cluster are long, and seldom asked for. */
  packed: Buffer;
  readAt: string;
}

/**
 * The facts that the runs of this replica read last, so that a cluster can be judged under other settings without asking it again.
 *
 * @remarks Kept as long as the session is in use: with other settings or another connection there is another session, and its own
 * first run reads anew.
 */
export class LastFacts {
  readonly #kept = new WeakMap<Session, Kept>();

  /** Takes what a run read. A run of some checks is laid over the one before; one that did not reach the cluster is not taken. */
  async keep(session: Session, outcome: RunOutcome): Promise<void> {
    const before = await this.of(session);
    if (before && !outcome.verdict.formed) {
      return;
    }
    const isWhole = outcome.summaries.length === session.checks.length;
    this.#kept.set(session, {
      packed: await compress({ ...before?.facts, ...outcome.facts }),
      readAt: isWhole || !before ? outcome.startedAt : before.readAt,
    });
  }

  /** Undefined where no run of this session has read anything yet. */
  async of(
    session: Session,
  ): Promise<{ facts: FactOutcomes; readAt: string } | undefined> {
    const kept = this.#kept.get(session);
    return (
      kept && {
        facts: await decompress<FactOutcomes>(kept.packed),
        readAt: kept.readAt,
      }
    );
  }
}
