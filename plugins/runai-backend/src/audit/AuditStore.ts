import {
  AUDIT_ACTIONS,
  AUDIT_OUTCOMES,
  type AuditEntry,
  type AuditPage,
} from '@runai-portal/backstage-plugin-runai-common';
import type { Knex } from 'knex';
import {
  applyFilters,
  oneOf,
  oneOfWords,
  type Filter,
} from '../database/filters';
import { newestPage } from '../database/newestPage';

/** An entry before it is written. */
export type NewAuditEntry = Omit<AuditEntry, 'id'>;

interface AuditRow
  extends Pick<AuditEntry, 'at' | 'cluster' | 'actor' | 'action' | 'outcome'> {
  id: number | string;
  status: number | null;
  bytes: number | null;
  duration_ms: number | null;
  reason: string | null;
  permissions: string;
  target: string | null;
}

const AUDIT_FILTERS = {
  actor: oneOf('actor'),
  action: oneOfWords('action', AUDIT_ACTIONS),
  outcome: oneOfWords('outcome', AUDIT_OUTCOMES),
};

/** Who did what with which cluster. */
export class AuditStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { knex: Knex }): AuditStore {
    return new AuditStore(options.knex);
  }

  /** Writes entries in one statement; a hundred at most. */
  async add(entries: readonly NewAuditEntry[]): Promise<void> {
    await this.#knex('audit').insert(entries.map(toRow));
  }

  /** The entries of a cluster, newest first, and how many the filters let through. */
  async page(query: {
    cluster: string;
    filters?: readonly Filter[];
    limit: number;
    cursor?: string;
  }): Promise<AuditPage> {
    const { cluster, filters = [], limit, cursor } = query;
    const matching = this.#knex('audit').where({ cluster });
    applyFilters(matching, filters, AUDIT_FILTERS);
    const { rows, ...page } = await newestPage<AuditRow>(matching, {
      list: ['audit', cluster, filters],
      limit,
      cursor,
    });
    return { ...page, items: rows.map(fromRow) };
  }

  /** Removes what is older than it is kept. */
  async removeBefore(before: string): Promise<void> {
    await this.#knex('audit').where('at', '<', before).delete();
  }
}

function toRow(entry: NewAuditEntry): Omit<AuditRow, 'id'> {
  const { durationMs, permissions, target, ...columns } = entry;
  return {
    ...columns,
    status: entry.status ?? null,
    bytes: entry.bytes ?? null,
    duration_ms: durationMs ?? null,
    reason: entry.reason ?? null,
    permissions: JSON.stringify(permissions),
    target: target ? JSON.stringify(target) : null,
  };
}

function fromRow(row: AuditRow): AuditEntry {
  return {
    id: String(row.id),
    at: row.at,
    cluster: row.cluster,
    actor: row.actor,
    action: row.action,
    outcome: row.outcome,
    ...(row.status !== null && { status: row.status }),
    ...(row.bytes !== null && { bytes: row.bytes }),
    ...(row.duration_ms !== null && { durationMs: row.duration_ms }),
    ...(row.reason !== null && { reason: row.reason }),
    permissions: JSON.parse(row.permissions),
    ...(row.target !== null && { target: JSON.parse(row.target) }),
  };
}
