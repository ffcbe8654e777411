import type {
  AxisName,
  Transition,
} from '@runai-portal/backstage-plugin-runai-common';
import type { Knex } from 'knex';

/** A change that is about to be written: of an axis or of a check. */
export interface NewTransition {
  cluster: string;
  axis?: AxisName;
  checkId?: string;
  from?: string;
  to: string;
  reason?: string;
  message?: string;
  at: string;
  runId?: string;
}

/** A row of `transitions`. */
export interface TransitionRow {
  id: number | string;
  axis: AxisName | null;
  check_id: string | null;
  from_state: string | null;
  to_state: string;
  reason: string | null;
  message: string | null;
  at: string;
  run_id: string | null;
}

/** Writes transitions; belongs to the transaction of what changed. */
export async function insertTransitions(
  transaction: Knex.Transaction,
  transitions: readonly NewTransition[],
): Promise<void> {
  const rows = transitions.map(transition => ({
    cluster: transition.cluster,
    axis: transition.axis,
    check_id: transition.checkId,
    from_state: transition.from,
    to_state: transition.to,
    reason: transition.reason,
    message: transition.message,
    at: transition.at,
    run_id: transition.runId,
  }));
  await transaction.batchInsert('transitions', rows, 90);
}

export function fromTransitionRow(row: TransitionRow): Transition {
  return {
    id: String(row.id),
    ...(row.axis && { axis: row.axis }),
    ...(row.check_id && { checkId: row.check_id }),
    ...(row.from_state && { from: row.from_state }),
    to: row.to_state,
    ...(row.reason && { reason: row.reason }),
    ...(row.message && { message: row.message }),
    at: row.at,
    ...(row.run_id && { runId: row.run_id }),
  };
}
