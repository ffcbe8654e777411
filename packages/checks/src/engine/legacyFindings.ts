import type {
  Check,
  CheckContext,
  LegacyFinding,
  LegacyRule,
  Sources,
} from '../declarations';
import { crashMessage, isCrash } from './findings';
import type { Reading } from './Reading';
import { said, type Spoken } from './spoken';
import { unknownClass } from './unknowns';

/** @deprecated What a rule of the old kind says. */
export function legacyFindings(
  check: Check,
  rule: LegacyRule,
  context: CheckContext,
  reading: Reading,
): Spoken[] {
  const facts = reading.values(check.uses);
  const optional = Object.fromEntries(
    Object.entries(check.optional as Sources).map(([name, source]) => [
      name,
      (source.kind === 'fact' && reading.outcome(source)) || {
        ok: false,
        reason: 'NotRun',
        message: 'not read in this run',
        observedAt: '',
        durationMs: 0,
      },
    ]),
  );
  const input = { ...context, facts, optional } as never;
  const because = rule.notApplicable?.(input);
  if (because) {
    return [said('notApplicable', 'NotApplicable', because.message)];
  }
  const answer = rule.evaluate(input);
  return (Array.isArray(answer) ? answer : [answer]).map(toSpoken);
}

function toSpoken(finding: LegacyFinding): Spoken {
  if (isCrash(finding)) {
    return said(
      'unknown',
      'CheckCrashed',
      crashMessage((finding as { crash: unknown }).crash),
      { subject: (finding as LegacyFinding).subject },
    );
  }
  const status = finding.blockedBy ? 'unknown' : finding.status;
  return {
    ...finding,
    status,
    reason: finding.blockedBy ? 'BlockedBy' : finding.reason,
    evidence: finding.evidence ?? [],
    blocks: status === 'fail',
    ...(status === 'unknown' && { unknown: unknownClass(finding.reason) }),
  };
}
