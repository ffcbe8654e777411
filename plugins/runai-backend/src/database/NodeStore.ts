import { createHash } from 'node:crypto';
import type { NodeView } from '@runai-portal/backstage-plugin-runai-common';
import type { Knex } from 'knex';
import {
  applyFilters,
  contains,
  holds,
  likeLiteral,
  oneOf,
  oneOfWords,
  type Filter,
  type FilterField,
  type FilterFields,
} from './filters';
import { keysetPage } from './keyset';
import { orderFrom } from './order';

/** @internal A node without what is known elsewhere: its results, and when it was seen. */
export type NodeDocument = Omit<NodeView, 'results' | 'observedAt'>;

/** A page of nodes as a request asks for it. */
export interface NodeQuery {
  cluster: string;
  filters?: readonly Filter[];
  order?: string;
  limit: number;
  cursor?: string;
}

const PROBLEMS = `(SELECT COUNT(*) FROM results WHERE results.cluster = nodes.cluster AND results.subject_kind = 'node' AND results.subject_name = nodes.name)`;

const hasRole: FilterField = (query, values) =>
  query.where(any => {
    for (const role of values) {
      any.orWhereRaw(`roles LIKE ? ESCAPE '\\'`, [`%|${likeLiteral(role)}|%`]);
    }
  });

const hasGpu = holds(`COALESCE(gpus, 0) > 0`);
const hasProblem = holds(`ready <> 'True' OR ${PROBLEMS} > 0`);

/** The keys by which nodes can be filtered; named in the OpenAPI document. */
const NODE_FILTERS: FilterFields = {
  name: oneOf('name'),
  text: contains('name'),
  role: hasRole,
  pool: oneOf('pool'),
  product: oneOf('product'),
  ready: oneOfWords('ready', ['True', 'False', 'Unknown']),
  gpu: hasGpu,
  problem: hasProblem,
};

/** The fields by which nodes can be ordered, as SQL; named in the OpenAPI document. */
const NODE_ORDERS: Record<string, string> = {
  name: 'name',
  ready: `CASE ready WHEN 'False' THEN 1 WHEN 'Unknown' THEN 2 WHEN 'True' THEN 3 END`,
  pool: 'pool',
  product: 'product',
  gpus: 'gpus',
  allocatable: 'gpus_allocatable',
  allocated: 'gpus_allocated',
  memory: 'memory_bytes',
  problems: PROBLEMS,
};

/** The nodes of every cluster, as they were last seen. */
export class NodeStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { knex: Knex }): NodeStore {
    return new NodeStore(options.knex);
  }

  /** A page of nodes, without their results. */
  async list(query: NodeQuery): Promise<{
    items: NodeDocument[];
    totalItems: number;
    nextCursor?: string;
  }> {
    const matching = this.#knex('nodes').where({ cluster: query.cluster });
    applyFilters(matching, query.filters ?? [], NODE_FILTERS);
    const [{ rows, nextCursor }, counted] = await Promise.all([
      keysetPage<{ name: string; document: string }>(
        this.#knex,
        matching.clone().select('name', 'document'),
        {
          order: orderFrom(query.order, NODE_ORDERS),
          key: 'name',
          limit: query.limit,
          cursor: query.cursor,
        },
      ),
      matching.clone().count({ count: '*' }).first(),
    ]);
    return {
      items: rows.map(row => JSON.parse(row.document)),
      totalItems: Number(counted?.count ?? 0),
      ...(nextCursor && { nextCursor }),
    };
  }

  /** Whether the cluster had such a node when it was last seen. */
  async has(cluster: string, name: string): Promise<boolean> {
    const row = await this.#knex('nodes')
      .where({ cluster, name })
      .first('name');
    return row !== undefined;
  }

  /** Makes the rows of a cluster those nodes. Rows that say the same already are not written again. */
  async replace(
    cluster: string,
    nodes: readonly NodeView[],
    transaction?: Knex.Transaction,
  ): Promise<void> {
    if (!transaction) {
      await this.#knex.transaction(trx => this.replace(cluster, nodes, trx));
      return;
    }
    const stored: { name: string; hash: string }[] = await transaction('nodes')
      .where({ cluster })
      .select('name', 'hash');
    const hashes = new Map(stored.map(row => [row.name, row.hash]));
    const rows = nodes.map(node => toRow(cluster, node));
    const changed = rows.filter(row => hashes.get(row.name) !== row.hash);
    const seen = new Set(rows.map(({ name }) => name));
    const gone = stored.filter(({ name }) => !seen.has(name));
    const outdated = [...changed, ...gone].map(({ name }) => name);
    for (let from = 0; from < outdated.length; from += 500) {
      await transaction('nodes')
        .where({ cluster })
        .whereIn('name', outdated.slice(from, from + 500))
        .delete();
    }
    await transaction.batchInsert('nodes', changed, 60);
  }
}

function toRow(cluster: string, node: NodeView) {
  const { results: _results, observedAt: _observedAt, ...kept } = node;
  const document = JSON.stringify(kept satisfies NodeDocument);
  return {
    cluster,
    name: node.name,
    ready: node.ready,
    pool: node.pool ?? null,
    product: node.gpus?.product ?? null,
    roles: `|${node.roles.join('|')}|`,
    gpus: node.gpus?.capacity ?? null,
    gpus_allocatable: node.gpus?.allocatable ?? null,
    gpus_allocated: node.gpus?.allocated ?? null,
    memory_bytes: node.memoryBytes?.capacity ?? null,
    hash: createHash('sha256').update(document).digest('hex'),
    document,
  };
}
