import type { Subject } from '@runai-portal/backstage-plugin-runai-common';
import type { EngineReason, Finding } from '../declarations';

/** The subject of a node. */
export function nodeSubject(name: string): Subject {
  return { kind: 'node', name };
}

/** A finding that waits for another check: nothing is said of the subject until that one is in order. */
export function blockedBy(
  checkId: string,
  message: string,
  subject?: Subject,
): Finding<EngineReason> & { status: 'unknown'; reason: 'BlockedBy' } {
  return {
    subject,
    status: 'unknown',
    reason: 'BlockedBy',
    message,
    blockedBy: checkId,
  };
}

/**
 * Judges each subject for itself: where the data of one makes `judge` throw, that subject alone is `unknown` (`CheckCrashed`).
 *
 * @param judge - undefined where the check has nothing to say of the subject
 */
export function forEachSubject<Item, Reason extends string>(
  items: readonly Item[],
  subjectOf: (item: Item) => Subject,
  judge: (item: Item) => Finding<Reason> | undefined,
): Finding<Reason | EngineReason>[] {
  const findings: Finding<Reason | EngineReason>[] = [];
  for (const item of items) {
    const subject = subjectOf(item);
    try {
      const finding = judge(item);
      if (finding) {
        findings.push(about(subject, finding));
      }
    } catch (error) {
      findings.push({
        subject,
        status: 'unknown',
        reason: 'CheckCrashed',
        message: crashMessage(error),
      });
    }
  }
  return findings;
}

/** Field by field: there are thousands of findings, and spreading objects of many shapes is dear. */
function about<Reason extends string>(
  subject: Subject,
  finding: Finding<Reason>,
): Finding<Reason> {
  const { status, reason, message, evidence } = finding;
  const { expected, actual, blockedBy: blocker, remediation } = finding;
  return {
    subject,
    status,
    reason,
    message,
    evidence,
    expected,
    actual,
    blockedBy: blocker,
    remediation,
  };
}

/** What is said of a check, or of a subject, that could not be judged because of a defect of the check. */
export function crashMessage(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return `The check itself failed (${message}); nothing is said of the cluster`;
}
