import type {
  InstallMode,
  Severity,
} from '@runai-portal/backstage-plugin-runai-common';
import type { Check } from '../declarations';
import type { Profile } from '../profiles';
import type { ClusterSettings } from '../settings';

const MODE_WORDS: Record<InstallMode, string> = {
  cloud: 'cloud',
  hybrid: 'hybrid',
  fullyOnPrem: 'fully on-premises',
  airGapped: 'air-gapped',
};

/** What a profile says of a check's weight, if it does. */
export function ruleFor(
  { id }: Pick<Check, 'id'>,
  { checks }: Pick<Profile, 'checks'>,
): Profile['checks'][string] | undefined {
  return Object.hasOwn(checks, id) ? checks[id] : undefined;
}

/** Says so where a profile does not ask for a check at all. */
export function unasked(
  { asked }: Pick<Check, 'asked'>,
  profile: Profile,
): string | undefined {
  return asked && asked(profile) === undefined
    ? `The profile ${profile.id} does not ask for it`
    : undefined;
}

/**
 * How much a check weighs here: the profile's rule for the mode (`cloud` where none is declared), then for the environment,
 * then for all; else the check's own severity, as long as the cluster is used for it. `notApplicable` says why it is not asked
 * for, where it is not.
 */
export function weigh(
  check: Pick<Check, 'id' | 'severity' | 'usedFor' | 'asked'>,
  context: Pick<ClusterSettings, 'environment' | 'mode' | 'uses'> & {
    profile: Profile;
  },
): { severity: Severity; notApplicable?: string } {
  const { environment, mode = 'cloud', uses = [], profile } = context;
  const { usedFor = [] } = check;
  const isUsed = usedFor.every(use => uses.includes(use));
  const rule = ruleFor(check, profile);
  const severity =
    rule?.severity ?? (isUsed ? check.severity : 'informational');
  const notAsked = unasked(check, profile);
  if (notAsked) {
    return { severity, notApplicable: notAsked };
  }
  const byMode = rule?.modes?.[mode];
  if (byMode !== 'notApplicable') {
    return {
      severity: byMode ?? rule?.environments?.[environment] ?? severity,
    };
  }
  const why = rule?.note ? `: ${rule.note}` : '';
  const notApplicable = `Not asked for in the install mode ${MODE_WORDS[mode]}${why}`;
  return { severity, notApplicable };
}
