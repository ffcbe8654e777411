import { evidenceOf, type EvidenceRow } from '../../engine/findings';
import type { ObservedStorageClass } from '../../observations/storage';

/** What is told where the settings name an NFS server. */
export function declaredNfs(nfsServer: string) {
  const row = ['settings', 'storage.nfsServer', nfsServer, 'declared'] as const;
  return {
    outcome: 'DeclaredNfs',
    values: { nfsServer },
    evidence: evidenceOf(row),
  } as const;
}

/** A row of evidence for each storage class, of many for the first twenty. */
export function classRows(
  classes: readonly ObservedStorageClass[],
  rowOf: (
    entry: ObservedStorageClass,
  ) => readonly [key: string, value: string, how?: EvidenceRow[3]],
): EvidenceRow[] {
  return classes.length === 0
    ? [['storageclasses', undefined, 'absent']]
    : classes
        .slice(0, 20)
        .map(entry => [`storageclass/${entry.name}`, ...rowOf(entry)]);
}
