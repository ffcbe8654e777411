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
  contains,
  oneOf,
  oneOfWords,
  type FilterField,
  type FilterFields,
} from './filters';

const oneOfOwners: FilterField = (query, values) =>
  query.whereIn(
    'owner',
    values.map(value => value.toLocaleLowerCase('en-US')),
  );

const hasLabel: FilterField = (query, values, key) =>
  query.whereIn('clusters.name', labelled =>
    labelled
      .select('cluster')
      .from('cluster_labels')
      .where('key', key.slice('label.'.length))
      .whereIn('value', values),
  );

/** The keys by which clusters can be filtered; named in the OpenAPI document. */
export const CLUSTER_FILTERS: FilterFields = {
  name: oneOf('clusters.name'),
  text: contains('clusters.name', 'title', 'owner'),
  environment: oneOfWords('environment', ENVIRONMENTS),
  mode: oneOfWords('mode', INSTALL_MODES),
  distribution: oneOf('distribution'),
  track: oneOfWords('track', TRACKS),
  owner: oneOfOwners,
  source: oneOf('source'),
  connection: oneOfWords('connection', CONNECTION_STATES),
  health: oneOfWords('health', HEALTH_STATES),
  readiness: oneOfWords('readiness', READINESS_STATES),
  install: oneOfWords('install', INSTALL_STATES),
  'label.': hasLabel,
};

/** The fields by which clusters can be ordered, as SQL; named in the OpenAPI document. */
export const CLUSTER_ORDERS: Record<string, string> = {
  name: 'clusters.name',
  title: 'LOWER(title)',
  owner: 'owner',
  environment: ranked('environment', ['production', 'trial']),
  distribution: 'distribution',
  connection: ranked('connection', [
    'misconfigured',
    'unreachable',
    'tlsError',
    'authFailed',
    'forbidden',
    'connected',
  ]),
  health: ranked('health', [
    'unavailable',
    'degraded',
    'progressing',
    'healthy',
  ]),
  readiness: ranked('readiness', [
    'notReady',
    'undetermined',
    'readyWithWarnings',
    'ready',
  ]),
  install: ranked('install', [
    'failed',
    'degraded',
    'residue',
    'removing',
    'installing',
    'upgrading',
    'installed',
    'notInstalled',
  ]),
  blockers: 'blockers',
  gpus: 'gpus_total',
  allocatable: 'gpus_allocatable',
  allocated: 'gpus_allocated',
  nodes: 'nodes_total',
  observedAt: 'observed_at',
};

/** From worst to best; a word that is not named, the unknown above all, has no rank and comes last. */
function ranked(column: string, worstToBest: readonly string[]): string {
  const cases = worstToBest.map(
    (word, rank) => `WHEN '${word}' THEN ${rank + 1}`,
  );
  return `CASE ${column} ${cases.join(' ')} END`;
}
