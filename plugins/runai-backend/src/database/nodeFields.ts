import type { Knex } from 'knex';
import {
  containsWords,
  holds,
  likeLiteral,
  oneOf,
  oneOfWords,
  type FilterField,
  type FilterFields,
} from './filters';

const hasRole: FilterField = (query, values) =>
  query.where(any => {
    for (const role of values) {
      any.orWhereRaw(`roles LIKE ? ESCAPE '\\'`, [`%|${likeLiteral(role)}|%`]);
    }
  });

/** Conditions that a node fulfils or not, as SQL over {@link nodesOf}. */
export const NODE_CONDITIONS = {
  ready: `ready = 'True'`,
  gpu: `COALESCE(gpus, 0) + COALESCE(devices, 0) > 0`,
  cordoned: `COALESCE(cordoned, FALSE)`,
  pressure: `COALESCE(pressure, FALSE)`,
  problem: `ready <> 'True' OR COALESCE(pressure, FALSE) OR found.problems IS NOT NULL`,
};

/** The keys by which nodes can be filtered; named in the OpenAPI document. */
export const NODE_FILTERS: FilterFields = {
  name: oneOf('name'),
  text: containsWords(
    `name || ' ' || roles || ' ' || COALESCE(pool, '') || ' ' || COALESCE(product, '')`,
  ),
  role: hasRole,
  pool: oneOf('pool'),
  product: oneOf('product'),
  ready: oneOfWords('ready', ['True', 'False', 'Unknown']),
  gpu: holds(NODE_CONDITIONS.gpu),
  cordoned: holds(NODE_CONDITIONS.cordoned),
  pressure: holds(NODE_CONDITIONS.pressure),
  problem: holds(NODE_CONDITIONS.problem),
};

/** Unique among the nodes of a cluster; the name alone where the previous release wrote the row. */
export const NODE_KEY = `COALESCE(sort_name, name)`;

/** Not ready first, then by the worst result, then the cordoned; what stands before weighs more. */
const WORST_FIRST = `CASE WHEN ready = 'True' THEN 100 ELSE 0 END + COALESCE(found.worst, 9) * 10 + CASE WHEN cordoned THEN 0 ELSE 1 END`;

/** The fields by which nodes can be ordered, as SQL; named in the OpenAPI document. */
export const NODE_ORDERS: Record<string, string> = {
  worst: WORST_FIRST,
  name: NODE_KEY,
  ready: `CASE ready WHEN 'False' THEN 1 WHEN 'Unknown' THEN 2 WHEN 'True' THEN 3 END`,
  pool: 'pool',
  product: 'product',
  driver: 'driver',
  gpus: 'gpus',
  allocatable: 'gpus_allocatable',
  allocated: 'gpus_allocated',
  memory: 'memory_bytes',
  problems: 'COALESCE(found.problems, 0)',
};

/** The nodes of a cluster, each with how many results that concern it do not pass, and the rank of the worst. */
export function nodesOf(knex: Knex, cluster: string): Knex.QueryBuilder {
  const found = knex('results')
    .where({ cluster, subject_kind: 'node' })
    .groupBy('subject_name')
    .select('subject_name')
    .count({ problems: '*' })
    .min({
      worst: knex.raw(
        `CASE status WHEN 'fail' THEN 0 WHEN 'unknown' THEN 1 ELSE 2 END`,
      ),
    })
    .as('found');
  return knex('nodes')
    .leftJoin(found, 'found.subject_name', 'nodes.name')
    .where('nodes.cluster', cluster);
}

/**
 * A key that orders names as people do, numbers within them by value, and that no two names share.
 *
 * @example `gpu-2` becomes `gpu-0000000002 gpu-2`
 */
export function sortName(name: string): string {
  const padded = name.replace(/\d+/g, digits => digits.padStart(10, '0'));
  return `${padded} ${name}`;
}
