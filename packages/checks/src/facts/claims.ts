import { optional, record, text } from './untrusted';

/** A PersistentVolumeClaim that is not bound. */
export interface ClaimFact {
  readonly namespace: string;
  readonly name: string;
  readonly phase: string;
  /** Absent where it asks for the default class. */
  readonly storageClass?: string;
}

/** What is kept of a claim; undefined for a bound one. */
export function projectPendingClaim(item: unknown): ClaimFact | undefined {
  const metadata = record(record(item)?.metadata);
  const name = text(metadata?.name);
  const namespace = text(metadata?.namespace);
  const phase = text(record(record(item)?.status)?.phase) ?? 'Pending';
  if (!name || !namespace || phase === 'Bound') {
    return undefined;
  }
  return {
    namespace,
    name,
    phase,
    ...optional(
      'storageClass',
      text(record(record(item)?.spec)?.storageClassName),
    ),
  };
}
