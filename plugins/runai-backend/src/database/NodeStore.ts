import { createHash } from 'node:crypto';
import type {
  NodeCounts,
  NodeView,
} from '@runai-portal/backstage-plugin-runai-common';
import type { Knex } from 'knex';
import { atMost32Bits } from './atMost32Bits';
import { applyFilters, type Filter } from './filters';
import { keysetPage } from './keyset';
import {
  NODE_CONDITIONS,
  NODE_FILTERS,
  NODE_KEY,
  NODE_ORDERS,
  nodesOf,
  sortName,
} from './nodeFields';
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
    const { cluster, filters = [], limit, cursor } = query;
    const matching = nodesOf(this.#knex, cluster);
    applyFilters(matching, filters, NODE_FILTERS);
    const [{ rows, nextCursor }, counted] = await Promise.all([
      keysetPage<{ document: string }>(
        this.#knex,
        matching.clone().select('document'),
        {
          list: ['nodes', cluster, filters],
          order: orderFrom(query.order, NODE_ORDERS),
          key: NODE_KEY,
          limit,
          cursor,
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

  /** How many nodes there are, and how many of them fulfil what the filters ask for. */
  async counts(cluster: string): Promise<NodeCounts> {
    const query = nodesOf(this.#knex, cluster).count({ total: '*' });
    for (const [name, condition] of Object.entries(NODE_CONDITIONS)) {
      query.sum({
        [name]: this.#knex.raw(`CASE WHEN ${condition} THEN 1 ELSE 0 END`),
      });
    }
    const row: Partial<Record<keyof NodeCounts, number | string | null>> =
      (await query.first()) ?? {};
    const count = (name: keyof NodeCounts) => Number(row[name] ?? 0);
    return {
      total: count('total'),
      ready: count('ready'),
      gpu: count('gpu'),
      cordoned: count('cordoned'),
      pressure: count('pressure'),
      problem: count('problem'),
    };
  }

  /** Whether the cluster had such a node when it was last seen. */
  async has(cluster: string, name: string): Promise<boolean> {
    const row = await this.#knex('nodes')
      .where({ cluster, name })
      .first('name');
    return row !== undefined;
  }

  /**
   * Makes the rows of a cluster those nodes. Rows that say the same already are not written again, and where all of them do none
   * is looked at.
   *
   * @param storedHash - of all nodes, as it stands in the row of the cluster
   */
  async replace(
    cluster: string,
    nodes: readonly NodeView[],
    transaction: Knex.Transaction,
    storedHash?: string,
  ): Promise<void> {
    const rows = nodes.map(node => toRow(cluster, node));
    const hash = hashOfAll(rows);
    if (hash !== storedHash) {
      await replaceRows(transaction, cluster, rows);
      await transaction('clusters')
        .where({ name: cluster })
        .update({ nodes_hash: hash });
    }
  }
}

async function replaceRows(
  transaction: Knex.Transaction,
  cluster: string,
  rows: readonly NodeRow[],
): Promise<void> {
  const stored: { name: string; hash: string }[] = await transaction('nodes')
    .where({ cluster })
    .select('name', 'hash');
  const hashes = new Map(stored.map(row => [row.name, row.hash]));
  const changed = rows.filter(row => hashes.get(row.name) !== row.hash);
  const seen = new Set(rows.map(({ name }) => name));
  const outdated = [
    ...changed.filter(({ name }) => hashes.has(name)),
    ...stored.filter(({ name }) => !seen.has(name)),
  ].map(({ name }) => name);
  for (let from = 0; from < outdated.length; from += 500) {
    await transaction('nodes')
      .where({ cluster })
      .whereIn('name', outdated.slice(from, from + 500))
      .delete();
  }
  await transaction.batchInsert('nodes', [...changed], 60);
}

type NodeRow = ReturnType<typeof toRow>;

function hashOfAll(rows: readonly NodeRow[]): string {
  const hash = createHash('sha256');
  for (const own of rows.map(row => row.hash).sort()) {
    hash.update(own);
  }
  return hash.digest('hex');
}

/** The conditions of the kubelet that say that a node runs short of something. */
const PRESSURE = /Pressure$|^NetworkUnavailable$/;

function toRow(cluster: string, node: NodeView) {
  const { results: _results, observedAt: _observedAt, ...kept } = node;
  const document = JSON.stringify(kept satisfies NodeDocument);
  return {
    cluster,
    name: node.name,
    sort_name: sortName(node.name),
    ready: node.ready,
    cordoned: node.unschedulable,
    pressure: node.conditions.some(
      ({ type, status }) => status === 'True' && PRESSURE.test(type),
    ),
    pool: node.pool ?? null,
    product: node.gpus?.product ?? null,
    driver: node.gpus?.driver ?? null,
    roles: `|${node.roles.join('|')}|`,
    devices: atMost32Bits(node.gpus?.count),
    gpus: atMost32Bits(node.gpus?.capacity),
    gpus_allocatable: atMost32Bits(node.gpus?.allocatable),
    gpus_allocated: node.gpus?.allocated ?? null,
    memory_bytes: node.memoryBytes?.capacity ?? null,
    // Rows of a release that knew fewer columns are written again.
    hash: createHash('sha256').update(`2:${document}`).digest('hex'),
    document,
  };
}
