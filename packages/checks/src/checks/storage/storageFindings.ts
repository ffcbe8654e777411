import type { EvidenceLine } from '../../declarations';
import { evidenceOf } from '../../engine/findings';
import type { ObservedStorageClass } from '../../observations/storageClasses';

/** What is told where the settings name an NFS server. */
export function declaredNfs(nfsServer: string) {
  return {
    outcome: 'DeclaredNfs',
    values: { nfsServer },
    evidence: evidenceOf([
      'settings',
      'storage.nfsServer',
      nfsServer,
      'declared',
    ]),
  } as const;
}

/** A line for each storage class, of many for the first twenty. */
export function classEvidence(
  classes: readonly ObservedStorageClass[],
  lineOf: (entry: ObservedStorageClass) => Omit<EvidenceLine, 'what'>,
): EvidenceLine[] {
  return classes.length === 0
    ? [{ what: 'storageclasses', value: 'absent' }]
    : classes.slice(0, 20).map(entry => ({
        what: `storageclass/${entry.name}`,
        ...lineOf(entry),
      }));
}
