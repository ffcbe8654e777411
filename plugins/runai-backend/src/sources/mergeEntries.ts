import { createHash } from 'node:crypto';
import type { SourcedCluster } from '@runai-portal/backstage-plugin-runai-node';
import { certificateBlocks, type ClusterConnection } from '@runai-portal/kube';
import { isUnusable } from './isUnusable';
import type { SourceEntry } from './sourceEntries';

/** An entry, and the entries of other sources that are the same cluster. */
export interface MergedEntry extends SourceEntry {
  otherSources: readonly { source: string; sourceName: string }[];
  /** What another source says of it: it holds where this one says nothing. */
  besides?: SourcedCluster;
}

/** Which type of source tells a cluster that several have: the lowest; of types with one rank the one that is configured first. */
const RANKS: Partial<Record<string, number>> = {
  kubeconfig: 0,
  kubernetes: 1,
  catalog: 3,
};
const RANK_OF_OTHERS = 2;

/** Nobody reads more, and anybody may write a thousand entities that name one server. */
const MAX_OTHER_SOURCES = 20;

/**
 * One entry for each cluster that sources of several types have: the same server and certificate authority, or the same entity of
 * the catalog.
 *
 * @remarks Entries of one type stay apart: two contexts of one server are two accounts, or two ways to it, that somebody wrote down
 * on purpose.
 */
export function mergeEntries(
  entries: readonly SourceEntry[],
): readonly MergedEntry[] {
  const tells = new Map<SourceEntry, MergedEntry>();
  for (const same of groupsOf(entries)) {
    const byRank = [...same].sort(
      (one, other) => rankOf(one.source) - rankOf(other.source),
    );
    const { source } = byRank[0];
    const others = byRank.filter(entry => entry.source !== source);
    const otherSources = others.slice(0, MAX_OTHER_SOURCES).map(nameOf);
    for (const entry of same) {
      if (entry.source === source) {
        const besides = whatElseIsSaid(entry, others);
        tells.set(entry, {
          ...entry,
          otherSources,
          ...(besides && { besides }),
        });
      }
    }
  }
  return entries.flatMap(entry => tells.get(entry) ?? []);
}

/**
 * Where several entities name one server, one of them may be somebody's who wants to own the cluster: only the entry's own entity
 * counts then.
 */
function whatElseIsSaid(
  { sourced: { entityRef } }: SourceEntry,
  others: readonly SourceEntry[],
): SourcedCluster | undefined {
  const said = others.map(({ sourced }) => sourced);
  const refs = new Set(said.map(one => one.entityRef).filter(Boolean));
  return said.find(one => {
    if (one.entityRef === undefined) {
      return one.settings !== undefined || one.labels !== undefined;
    }
    return entityRef === undefined
      ? refs.size === 1
      : one.entityRef === entityRef;
  });
}

/** Entries that have a server with its authority, or an entity, in common: also by way of a third one. */
function groupsOf(entries: readonly SourceEntry[]): Iterable<SourceEntry[]> {
  const firstWith = new Map<string, number>();
  const parents = entries.map((_, at) => at);
  const rootOf = (at: number): number => {
    let root = at;
    while (parents[root] !== root) {
      parents[root] = parents[parents[root]];
      root = parents[root];
    }
    return root;
  };
  entries.forEach((entry, at) => {
    for (const key of keysOf(entry)) {
      const first = firstWith.get(key);
      if (first === undefined) {
        firstWith.set(key, at);
      } else {
        parents[rootOf(at)] = rootOf(first);
      }
    }
  });
  const groups = new Map<number, SourceEntry[]>();
  entries.forEach((entry, at) => {
    const root = rootOf(at);
    const group = groups.get(root);
    if (group) {
      group.push(entry);
    } else {
      groups.set(root, [entry]);
    }
  });
  return groups.values();
}

function nameOf({ source, sourced }: SourceEntry) {
  return { source, sourceName: sourced.sourceName };
}

function rankOf(source: string): number {
  return RANKS[source] ?? RANK_OF_OTHERS;
}

/** What the cluster behind an entry is known by. */
function keysOf({ sourced }: SourceEntry): string[] {
  const { connection, entityRef } = sourced;
  const reached = isUnusable(connection)
    ? connection.unusable.lacksCredentials
    : connection;
  return [
    ...(entityRef === undefined ? [] : [`entity ${entityRef}`]),
    ...(reached && URL.canParse(reached.server) ? [serverKey(reached)] : []),
  ];
}

function serverKey(connection: ClusterConnection): string {
  const { origin, pathname } = new URL(connection.server);
  return `server ${origin}${pathname.replace(/\/+$/, '')} ${authorityOf(
    connection,
  )}`;
}

/** The certificates alone: sources differ in line ends and in comments between them. */
function authorityOf({ caData = '' }: ClusterConnection): string {
  const bodies = certificateBlocks(caData).map(pem =>
    pem.replace(/-----[^-]+-----|\s/g, ''),
  );
  return createHash('sha256').update(bodies.sort().join(' ')).digest('hex');
}
