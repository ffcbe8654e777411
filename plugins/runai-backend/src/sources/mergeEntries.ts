import { createHash } from 'node:crypto';
import type { ClusterConnection } from '@runai-portal/kube';
import { isMisconfigured } from './isMisconfigured';
import type { SourceEntry } from './sourceEntries';

/** An entry, and the entries of other sources that are the same cluster. */
export interface MergedEntry extends SourceEntry {
  otherSources: readonly { source: string; sourceName: string }[];
}

/** Which type of source tells a cluster that several have: the lowest; of types with one rank the one that is configured first. */
const RANKS: Partial<Record<string, number>> = {
  kubeconfig: 0,
  kubernetes: 1,
  catalog: 3,
};
const RANK_OF_OTHERS = 2;

/**
 * One entry for each cluster that sources of several types have: the same server and certificate authority.
 *
 * @remarks Entries of one type stay apart: two contexts of one server are two accounts, or two ways to it, that somebody wrote down
 * on purpose.
 */
export function mergeEntries(
  entries: readonly SourceEntry[],
): readonly MergedEntry[] {
  const same = new Map<string, SourceEntry[]>();
  for (const entry of entries) {
    const identity = identityOf(entry);
    same.set(identity, [...(same.get(identity) ?? []), entry]);
  }
  return entries.flatMap(entry => {
    const all = same.get(identityOf(entry)) ?? [];
    const [first] = [...all].sort(
      (one, other) => rankOf(one.source) - rankOf(other.source),
    );
    return first.source === entry.source
      ? [{ ...entry, otherSources: all.filter(isOfOther(entry)).map(nameOf) }]
      : [];
  });
}

function isOfOther(entry: SourceEntry) {
  return ({ source }: SourceEntry) => source !== entry.source;
}

function nameOf({ source, sourced }: SourceEntry) {
  return { source, sourceName: sourced.sourceName };
}

function rankOf(source: string): number {
  return RANKS[source] ?? RANK_OF_OTHERS;
}

/** Of the cluster behind an entry; of the entry alone where that cannot be told. */
function identityOf({ source, label, sourced }: SourceEntry): string {
  const { connection } = sourced;
  if (isMisconfigured(connection) || !URL.canParse(connection.server)) {
    return JSON.stringify([source, label, sourced.sourceName]);
  }
  const { origin, pathname } = new URL(connection.server);
  return `${origin}${pathname.replace(/\/+$/, '')} ${authorityOf(connection)}`;
}

/** The certificates alone: sources differ in line ends and in comments between them. */
function authorityOf({ caData = '' }: ClusterConnection): string {
  const certificates =
    caData.match(
      /-----BEGIN [A-Z0-9 ]*CERTIFICATE-----[^-]+-----END [A-Z0-9 ]*CERTIFICATE-----/g,
    ) ?? [];
  const bodies = certificates.map(pem =>
    pem.replace(/-----[^-]+-----|\s/g, ''),
  );
  return createHash('sha256').update(bodies.sort().join(' ')).digest('hex');
}
