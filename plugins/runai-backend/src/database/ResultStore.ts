import {
  badness,
  countStatuses,
  type CheckOnCluster,
  type CheckStatus,
  type CheckSummary,
  type Result,
  type StatusCounts,
} from '@runai-portal/backstage-plugin-runai-common';
import type { Knex } from 'knex';
import { z } from 'zod';
import { withinScope, type ClusterScope } from './clusterCriteria';
import { compress, decompress } from './compressed';
import { CursorCodec } from './cursor';

/** A check with all its subjects, about to be stored. */
export interface JudgedCheck {
  summary: CheckSummary;
  results: readonly Result[];
}

/** Checks in the form that is stored, by {@link packResults}. */
export interface PackedResults {
  checkIds: readonly string[];
  open: readonly Record<string, unknown>[];
  summaries: readonly Record<string, unknown>[];
}

/** These have rows of their own; the others are kept in one compressed list a check. */
const WITH_ROWS: ReadonlySet<CheckStatus> = new Set([
  'fail',
  'unknown',
  'warn',
]);

/** What sorts the worst first. */
function rankOf(column: string): string {
  return `CASE ${column} WHEN 'fail' THEN ${rank(
    'fail',
  )} WHEN 'unknown' THEN ${rank('unknown')} ELSE ${rank('warn')} END`;
}
const RANK = rankOf('status');
/** As `nameOf` makes it. */
const NAME = `subject_kind || '/' || subject_namespace || '/' || subject_name`;
/** Rows of one statement: Knex makes a compound select of them, of which SQLite takes 500. */
const CHUNK = 400;

const positionSchema = z.tuple([z.number(), z.string()]);

/** What the checks said of every cluster. */
export class ResultStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { knex: Knex }): ResultStore {
    return new ResultStore(options.knex);
  }

  /** What is shown of every check that has run on the cluster, by id. */
  async summaries(cluster: string): Promise<Map<string, CheckSummary>> {
    const rows: { check_id: string; document: string }[] = await this.#knex(
      'check_summaries',
    )
      .where({ cluster })
      .select('check_id', 'document');
    return new Map(rows.map(row => [row.check_id, JSON.parse(row.document)]));
  }

  /** Every result of every check of a cluster, by check id. */
  async all(cluster: string): Promise<Map<string, Result[]>> {
    const [open, settled]: [
      { document: string }[],
      { settled: Uint8Array | null }[],
    ] = await Promise.all([
      this.#knex('results').where({ cluster }).select('document'),
      this.#knex('check_summaries').where({ cluster }).select('settled'),
    ]);
    const byCheck = new Map<string, Result[]>();
    const add = (result: Result) => {
      const list = byCheck.get(result.checkId);
      if (list) {
        list.push(result);
      } else {
        byCheck.set(result.checkId, [result]);
      }
    };
    open.forEach(row => add(JSON.parse(row.document)));
    for (const row of settled) {
      if (row.settled) {
        (await decompress<Result[]>(row.settled)).forEach(add);
      }
    }
    return byCheck;
  }

  /**
   * A page of the results of one check: the worst first, then by name of the subject. The compressed list is opened only where
   * the page reaches it.
   */
  async page(query: {
    cluster: string;
    checkId: string;
    statuses?: readonly CheckStatus[];
    limit: number;
    cursor?: string;
  }): Promise<{ items: Result[]; totalItems: number; nextCursor?: string }> {
    const { cluster, checkId, limit } = query;
    const wanted = (status: CheckStatus) =>
      query.statuses?.includes(status) ?? true;
    const cursors = CursorCodec.of(positionSchema, 'results', {
      cluster,
      checkId,
      statuses: query.statuses,
    });
    const after = query.cursor ? cursors.decode(query.cursor) : undefined;
    const open = this.#knex('results').where({ cluster, check_id: checkId });
    if (query.statuses) {
      open.whereIn('status', query.statuses);
    }
    const counted = await open.clone().count({ count: '*' }).first();
    const openCount = Number(counted?.count ?? 0);
    const settledCount = await this.#countSettled(cluster, checkId, wanted);
    const rows = await openPage(open, after, limit + 1);
    const items: Result[] = rows.map(row => JSON.parse(row.document));
    if (items.length <= limit && settledCount > 0) {
      const settled = (await this.#settled(cluster, checkId))
        .filter(({ status }) => wanted(status))
        .sort(bySubject)
        .filter(result => !after || isAfter(result, after));
      items.push(...settled.slice(0, limit + 1 - items.length));
    }
    const last = items[limit - 1];
    return {
      items: items.slice(0, limit),
      totalItems: openCount + settledCount,
      ...(items.length > limit && {
        nextCursor: cursors.encode([rank(last.status), nameOf(last)]),
      }),
    };
  }

  /** What does not pass, by the name of the node that it concerns. */
  async ofNodes(
    cluster: string,
    names: readonly string[],
  ): Promise<Map<string, Result[]>> {
    const byNode = new Map<string, Result[]>();
    for (let from = 0; from < names.length; from += 500) {
      const rows: { subject_name: string; document: string }[] =
        await this.#knex('results')
          .where({ cluster, subject_kind: 'node' })
          .whereIn('subject_name', names.slice(from, from + 500))
          .orderByRaw(`${RANK}, check_id`)
          .select('subject_name', 'document');
      for (const row of rows) {
        const list = byNode.get(row.subject_name) ?? [];
        list.push(JSON.parse(row.document));
        byNode.set(row.subject_name, list);
      }
    }
    return byNode;
  }

  /**
   * On how many of the clusters that the caller may see each check fails, by check id. A check that was judged on none of them is not
   * told of: nobody knows.
   */
  async failing(scope: ClusterScope): Promise<Map<string, number>> {
    const query: Knex.QueryBuilder = this.#knex('check_summaries')
      .join('clusters', 'clusters.name', 'check_summaries.cluster')
      .whereNull('clusters.removed_at')
      .whereNotIn('check_summaries.status', ['skipped', 'unknown'])
      .groupBy('check_id');
    withinScope(query, scope);
    const rows: { check_id: string; failing: number | string }[] = await query
      .select('check_id')
      .count({
        failing: this.#knex.raw(
          "CASE WHEN check_summaries.status = 'fail' THEN 1 END",
        ),
      });
    return new Map(rows.map(row => [row.check_id, Number(row.failing)]));
  }

  /** What a check says of the clusters that the caller may see: how many have which status, and the worst of those that do not pass. */
  async acrossClusters(
    checkId: string,
    scope: ClusterScope,
    limit: number,
  ): Promise<{ statuses: StatusCounts; clusters: CheckOnCluster[] }> {
    const query: Knex.QueryBuilder = this.#knex('check_summaries')
      .join('clusters', 'clusters.name', 'check_summaries.cluster')
      .whereNull('clusters.removed_at')
      .where({ check_id: checkId });
    withinScope(query, scope);
    const [counted, rows]: [
      { status: CheckStatus; count: number | string }[],
      { cluster: string; document: string }[],
    ] = await Promise.all([
      query
        .clone()
        .groupBy('check_summaries.status')
        .select('check_summaries.status')
        .count({ count: '*' }),
      query
        .whereIn('check_summaries.status', [...WITH_ROWS])
        .orderByRaw(`${rankOf('check_summaries.status')}, cluster`)
        .limit(limit)
        .select('check_summaries.cluster', 'check_summaries.document'),
    ]);
    return {
      statuses: {
        ...countStatuses([]),
        ...Object.fromEntries(
          counted.map(({ status, count }) => [status, Number(count)]),
        ),
      },
      clusters: rows.map(({ cluster, document }) => {
        const summary: CheckSummary = JSON.parse(document);
        const { status, severity, reason, message } = summary;
        const { observedAt, changedAt } = summary;
        const said = { status, severity, reason, message };
        return { cluster, ...said, observedAt, changedAt };
      }),
    };
  }

  /** Replaces what is stored of these checks; belongs to the transaction of the run. */
  async save(
    transaction: Knex.Transaction,
    cluster: string,
    { checkIds, open, summaries }: PackedResults,
  ): Promise<void> {
    await transaction('results')
      .where({ cluster })
      .whereIn('check_id', checkIds)
      .delete();
    for (const rows of chunks(open)) {
      await transaction('results').insert(
        rows.map(row => ({ cluster, ...row })),
      );
    }
    for (const rows of chunks(summaries)) {
      await transaction('check_summaries')
        .insert(rows.map(row => ({ cluster, ...row })))
        .onConflict(['cluster', 'check_id'])
        .merge();
    }
  }

  /** Forgets checks that no profile or plugin knows any more. */
  async forget(
    transaction: Knex.Transaction,
    cluster: string,
    known: readonly string[],
  ): Promise<void> {
    for (const table of ['results', 'check_summaries']) {
      await transaction(table)
        .where({ cluster })
        .whereNotIn('check_id', known)
        .delete();
    }
  }

  async #settled(cluster: string, checkId: string): Promise<Result[]> {
    const row: { settled: Uint8Array | null } | undefined = await this.#knex(
      'check_summaries',
    )
      .where({ cluster, check_id: checkId })
      .select('settled')
      .first();
    return row?.settled ? decompress<Result[]>(row.settled) : [];
  }

  async #countSettled(
    cluster: string,
    checkId: string,
    wanted: (status: CheckStatus) => boolean,
  ): Promise<number> {
    const row: { document: string } | undefined = await this.#knex(
      'check_summaries',
    )
      .where({ cluster, check_id: checkId })
      .select('document')
      .first();
    if (!row) {
      return 0;
    }
    const { counts }: CheckSummary = JSON.parse(row.document);
    return (['pass', 'notApplicable', 'skipped'] as const)
      .filter(wanted)
      .reduce((sum, status) => sum + counts[status], 0);
  }
}

async function openPage(
  open: Knex.QueryBuilder,
  after: [number, string] | undefined,
  limit: number,
): Promise<{ document: string }[]> {
  const page = open
    .clone()
    .select('document')
    .orderByRaw(`${RANK}, ${NAME}`)
    .limit(limit);
  if (after) {
    page.whereRaw(`(${RANK} > ? OR (${RANK} = ? AND ${NAME} > ?))`, [
      after[0],
      after[0],
      after[1],
    ]);
  }
  return page;
}

function nameOf({ subject }: Result): string {
  return `${subject.kind}/${subject.namespace ?? ''}/${subject.name}`;
}

/** The worse, the smaller. */
function rank(status: CheckStatus): number {
  return status === 'skipped' ? 10 : badness('fail') - badness(status);
}

function isAfter(result: Result, [afterRank, name]: [number, string]): boolean {
  const own = rank(result.status);
  return own > afterRank || (own === afterRank && nameOf(result) > name);
}

function bySubject(a: Result, b: Result): number {
  return rank(a.status) - rank(b.status) || (nameOf(a) < nameOf(b) ? -1 : 1);
}

/**
 * Brings checks into the form that is stored. It takes its time, and a transaction must not: whoever reads or writes beside it would
 * wait for both.
 */
export async function packResults(
  checks: readonly JudgedCheck[],
): Promise<PackedResults> {
  const open: Record<string, unknown>[] = [];
  const summaries: Record<string, unknown>[] = [];
  for (const { summary, results } of checks) {
    const settled = results.filter(({ status }) => !WITH_ROWS.has(status));
    open.push(
      ...results.filter(({ status }) => WITH_ROWS.has(status)).map(toRow),
    );
    summaries.push({
      check_id: summary.checkId,
      status: summary.status,
      reason: summary.reason,
      observed_at: summary.observedAt ?? null,
      changed_at: summary.changedAt ?? null,
      document: JSON.stringify(summary),
      settled: settled.length > 0 ? await compress(settled) : null,
    });
  }
  return {
    checkIds: checks.map(({ summary }) => summary.checkId),
    open,
    summaries,
  };
}

function chunks<T>(rows: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / CHUNK) }, (_, index) =>
    rows.slice(index * CHUNK, (index + 1) * CHUNK),
  );
}

function toRow(result: Result) {
  return {
    check_id: result.checkId,
    subject_kind: result.subject.kind,
    subject_namespace: result.subject.namespace ?? '',
    subject_name: result.subject.name,
    status: result.status,
    document: JSON.stringify(result),
  };
}
