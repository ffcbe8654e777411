import type { Result } from '@runai-portal/backstage-plugin-runai-common';
import type { z as zod } from 'zod/v3';

/** The fields of a result as actions give it: what was judged, why, and what to do. */
export function resultText(z: typeof zod) {
  return {
    subject: z.string().describe('The cluster, a node, an endpoint'),
    status: z.string(),
    reason: z.string().describe('A code'),
    message: z.string(),
    evidence: z.array(z.string()),
    owner: z.string().optional().describe('Who can mend it'),
    remedy: z.string().optional(),
    commands: z.array(z.string()),
    docs: z.array(z.string()),
    observedAt: z.string().describe('ISO 8601, UTC'),
  };
}

/** See {@link resultText}. */
export function toResultText(result: Result) {
  const { subject, status, reason, message, remediation, observedAt } = result;
  return {
    subject: subject.kind === 'cluster' ? 'cluster' : subject.name,
    status,
    reason,
    message,
    evidence: result.evidence.map(
      ({ what, key, value }) => `${key ? `${what} ${key}` : what}: ${value}`,
    ),
    owner: remediation?.owner,
    remedy: remediation?.text,
    commands: remediation?.commands ?? [],
    docs: remediation?.docs.map(({ url }) => url) ?? [],
    observedAt,
  };
}
