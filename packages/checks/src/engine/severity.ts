import type {
  InstallMode,
  Severity,
} from '@runai-portal/backstage-plugin-runai-common';
import type { Check, SeverityContext } from '../declarations';
import type { SeverityRule } from '../profiles';

const MODE_WORDS: Record<InstallMode, string> = {
  cloud: 'cloud',
  hybrid: 'hybrid',
  fullyOnPrem: 'fully on-premises',
  airGapped: 'air-gapped',
};

/** The weight of a check, or why it is not asked for. */
export type Weight =
  | { severity: Severity; notApplicable?: undefined }
  | { severity: Severity; notApplicable: string };

/**
 * How much a check weighs here: the profile's rule for the mode (`cloud` where none is declared), then for the environment,
 * then for all; else the check's own severity.
 */
export function weigh(
  check: Pick<Check, 'id' | 'severity'>,
  context: SeverityContext,
): Weight {
  const own =
    typeof check.severity === 'function'
      ? check.severity(context)
      : check.severity;
  const rules = context.profile.checks;
  const rule: SeverityRule | undefined = Object.hasOwn(rules, check.id)
    ? rules[check.id]
    : undefined;
  const byMode = rule?.modes?.[context.mode ?? 'cloud'];
  if (byMode === 'notApplicable') {
    const because = rule?.note ? `: ${rule.note}` : '';
    return {
      severity: rule?.severity ?? own,
      notApplicable: `Not asked for in the install mode ${
        MODE_WORDS[context.mode ?? 'cloud']
      }${because}`,
    };
  }
  return {
    severity:
      byMode ??
      rule?.environments?.[context.environment] ??
      rule?.severity ??
      own,
  };
}
