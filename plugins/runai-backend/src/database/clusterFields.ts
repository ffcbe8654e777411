import {
  CONNECTION_STATES,
  ENVIRONMENTS,
  HEALTH_STATES,
  INSTALL_MODES,
  INSTALL_STATES,
  READINESS_STATES,
  TRACKS,
} from '@runai-portal/backstage-plugin-runai-common';
import {
  containsWords,
  oneOf,
  oneOfWords,
  type FilterField,
  type FilterFields,
} from './filters';

/** The column has entity references in lower case, as the catalog compares them. */
function oneOfEntities(column: string): FilterField {
  return (query, values) =>
    query.whereIn(
      column,
      values.map(value => value.toLocaleLowerCase('en-US')),
    );
}

const hasLabel: FilterField = (query, values, key) =>
  query.whereIn('clusters.name', labelled =>
    labelled
      .select('cluster')
      .from('cluster_labels')
      .where('key', key.slice('label.'.length))
      .whereIn('value', values),
  );

const hasWholeLabel: FilterField = (query, values) =>
  query.whereIn('clusters.name', labelled =>
    labelled
      .select('cluster')
      .from('cluster_labels')
      .whereRaw(
        `key || '=' || value IN (${values.map(() => '?').join(', ')})`,
        values,
      ),
  );

/** A word may stand in a label, too. */
const IN_LABELS = `clusters.name IN (SELECT cluster FROM cluster_labels WHERE LOWER(key || '=' || value) LIKE ? ESCAPE '\\')`;

/** The keys by which clusters can be filtered; named in the OpenAPI document. */
export const CLUSTER_FILTERS: FilterFields = {
  name: oneOf('clusters.name'),
  text: containsWords(
    `clusters.name || ' ' || source_name || ' ' || title || ' ' || COALESCE(owner, '')`,
    [IN_LABELS],
  ),
  environment: oneOfWords('environment', ENVIRONMENTS),
  mode: oneOfWords('mode', INSTALL_MODES),
  distribution: oneOf('distribution'),
  track: oneOfWords('track', TRACKS),
  owner: oneOfEntities('owner'),
  entityRef: oneOfEntities('entity_ref'),
  source: oneOf('source'),
  connection: oneOfWords('connection', CONNECTION_STATES),
  health: oneOfWords('health', HEALTH_STATES),
  readiness: oneOfWords('readiness', READINESS_STATES),
  install: oneOfWords('install', INSTALL_STATES),
  label: hasWholeLabel,
  'label.': hasLabel,
};

/** The states of each axis from worst to best; what is not named has no rank. */
export const WORST_TO_BEST = {
  connection: [
    'misconfigured',
    'unreachable',
    'tlsError',
    'authFailed',
    'forbidden',
    'connected',
  ],
  health: ['unavailable', 'degraded', 'progressing', 'healthy'],
  readiness: ['notReady', 'undetermined', 'readyWithWarnings', 'ready'],
  install: [
    'failed',
    'degraded',
    'residue',
    'removing',
    'installing',
    'upgrading',
    'installed',
    'notInstalled',
  ],
} as const;

/**
 * Those that are not connected first, then by the worst of the other axes: 0 where one is bad, 1 where nobody knows one, 2 where
 * one is not as it should be, 3 where all is well.
 */
const WORST_FIRST = `CASE WHEN connection = 'connected' THEN 10 ELSE 0 END + CASE
  WHEN health IN ('unavailable', 'degraded') OR readiness = 'notReady' OR install IN ('failed', 'degraded') THEN 0
  WHEN health = 'unknown' OR readiness IN ('undetermined', 'notChecked') OR install = 'unknown' THEN 1
  WHEN health = 'progressing' OR readiness = 'readyWithWarnings' OR install IN ('residue', 'removing', 'installing', 'upgrading') THEN 2
  ELSE 3 END`;

/** The fields by which clusters can be ordered, as SQL; named in the OpenAPI document. */
export const CLUSTER_ORDERS: Record<string, string> = {
  worst: WORST_FIRST,
  name: 'clusters.name',
  title: 'LOWER(title)',
  owner: 'owner',
  environment: ranked('environment', ['production', 'trial']),
  distribution: 'distribution',
  connection: ranked('connection', WORST_TO_BEST.connection),
  health: ranked('health', WORST_TO_BEST.health),
  readiness: ranked('readiness', WORST_TO_BEST.readiness),
  install: ranked('install', WORST_TO_BEST.install),
  blockers: 'blockers',
  gpus: 'gpus_total',
  allocatable: 'gpus_allocatable',
  allocated: 'gpus_allocated',
  nodes: 'nodes_total',
  observedAt: 'observed_at',
};

/** A word that is not named, the unknown above all, has no rank and comes last. */
function ranked(column: string, worstToBest: readonly string[]): string {
  const cases = worstToBest.map(
    (word, rank) => `WHEN '${word}' THEN ${rank + 1}`,
  );
  return `CASE ${column} ${cases.join(' ')} END`;
}
