import {
  CHECK_CATEGORIES,
  type CheckCategory,
  type CheckInfo,
  type CheckWeight,
  type Severity,
} from '@runai-portal/backstage-plugin-runai-common';
import { compareNames } from './worstFirst';

/** What the catalogue is searched and filtered by; an empty list lets everything through. */
export interface CatalogueFilter {
  /** Words that all have to occur. */
  search: string;
  show: 'all' | 'failing' | 'own';
  categories: readonly string[];
  severities: readonly string[];
  requirements: readonly string[];
  /** By which severity is told; empty for the portal's own. */
  profile: string;
}

/** The checks of one category that a filter lets through. */
export interface CatalogueGroup {
  category: CheckCategory;
  checks: CheckInfo[];
  /** How many of these fail on a cluster. */
  failing: number;
}

/** How much a check weighs in production by a profile; by the portal's own where none, or one that does not speak of it, is named. */
export function severityBy(check: CheckInfo, profile: string): Severity {
  const weight = check.profiles.find(({ id }) => id === profile);
  return weight
    ? weight.environments?.production ?? weight.severity
    : check.severity;
}

/** What else the severity depends on, by the profile that is named, else by any. */
export function dependence(
  check: CheckInfo,
  profile: string,
): 'mode' | 'environment' | undefined {
  const weights = profile
    ? check.profiles.filter(({ id }) => id === profile)
    : check.profiles;
  const differs = (key: 'modes' | 'environments') =>
    weights.some(weight =>
      Object.values(weight[key] ?? {}).some(
        severity => severity !== weight.severity,
      ),
    );
  if (differs('modes')) return 'mode';
  return differs('environments') ? 'environment' : undefined;
}

/** Whether the catalogue shows a check. */
export function isListed(check: CheckInfo, filter: CatalogueFilter): boolean {
  const { search, show, categories, severities, requirements } = filter;
  const among = (values: readonly string[], value: string) =>
    values.length === 0 || values.includes(value);
  const text = [
    check.id,
    check.title,
    check.description,
    ...check.statements.map(({ id, text: said }) => `${id} ${said}`),
  ]
    .join(' ')
    .toLocaleLowerCase();
  return (
    (show !== 'failing' || (check.failing ?? 0) > 0) &&
    (show !== 'own' || check.own) &&
    among(categories, check.category) &&
    among(severities, severityBy(check, filter.profile)) &&
    (requirements.length === 0 ||
      check.requirements.some(id => requirements.includes(id))) &&
    search
      .toLocaleLowerCase()
      .split(/\s+/)
      .every(word => text.includes(word))
  );
}

/** What a filter lets through, by category in the order of the catalogue. */
export function groupCatalogue(
  checks: readonly CheckInfo[],
  filter: CatalogueFilter,
): CatalogueGroup[] {
  return CHECK_CATEGORIES.flatMap(category => {
    const listed = checks.filter(
      check => check.category === category && isListed(check, filter),
    );
    const failing = listed.filter(check => (check.failing ?? 0) > 0).length;
    return listed.length > 0 ? [{ category, checks: listed, failing }] : [];
  });
}

/** The profiles that weigh checks, by name. */
export function profilesOf(checks: readonly CheckInfo[]): string[] {
  const ids = checks.flatMap(({ profiles }) => profiles.map(({ id }) => id));
  return [...new Set(ids)].sort(compareNames);
}

/** Profiles that weigh a check alike, together. */
export function alikeWeights(
  weights: readonly CheckWeight[],
): { ids: string[]; weight: CheckWeight }[] {
  const groups = new Map<string, { ids: string[]; weight: CheckWeight }>();
  for (const weight of weights) {
    const { id, ...rest } = weight;
    const key = JSON.stringify(rest);
    const group = groups.get(key);
    if (group) group.ids.push(id);
    else groups.set(key, { ids: [id], weight });
  }
  return [...groups.values()];
}
