import {
  rollUpCheck,
  type CheckStatus,
  type Result,
} from '@runai-portal/backstage-plugin-runai-common';
import type { JudgedCheck } from '../database/ResultStore';

/** A result about a node. */
export function nodeResult(
  checkId: string,
  name: string,
  status: CheckStatus,
  more: Partial<Result> = {},
): Result {
  const at = '2026-11-24T10:00:00.000Z';
  return {
    checkId,
    subject: { kind: 'node', name },
    status,
    severity: 'required',
    reason: status === 'pass' ? 'Ok' : 'NotOk',
    message: `${name}: ${status}`,
    evidence: [],
    observedAt: at,
    changedAt: at,
    durationMs: 1,
    ...more,
  };
}

/** A check with its results, rolled up. */
export function judged(checkId: string, results: Result[]): JudgedCheck {
  const { summary } = rollUpCheck({
    check: {
      checkId,
      title: checkId,
      category: 'nodes',
      severity: 'required',
      requirements: [],
      attestable: false,
    },
    results,
  });
  return { summary, results };
}
