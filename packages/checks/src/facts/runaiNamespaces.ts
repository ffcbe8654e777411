import type { ObjectMeta } from 'kubernetes-types/meta/v1';
import { defineFact } from '../declarations';
import { optional, record, text } from './untrusted';

/** A namespace that Run:ai made or works in. */
export interface RunaiNamespaceFact {
  readonly name: string;
  /** The project whose namespace it is, by label `runai/queue`. */
  readonly project?: string;
  readonly createdAt?: string;
  /** It is being removed. */
  readonly terminating: boolean;
}

/** `runai`, `runai-backend`, `runai-reservation`, `runai-scale-adjust`, `runai-<project>`, and those labelled as a project's. */
export const runaiNamespacesFact = defineFact<readonly RunaiNamespaceFact[]>({
  id: 'runai-namespaces',
  title: 'Run:ai: namespaces',
  permissions: [{ verb: 'list', resource: 'namespaces' }],
  ttlSeconds: 60,
  collect: async ({ client, signal }) => {
    const { items } = await client.list<
      { metadata?: ObjectMeta },
      RunaiNamespaceFact
    >(
      { version: 'v1', resource: 'namespaces' },
      { signal, metadataOnly: true, project: projectRunaiNamespace },
    );
    return items;
  },
});

/** What is kept of a namespace; undefined for one that has nothing to do with Run:ai. */
export function projectRunaiNamespace(
  item: unknown,
): RunaiNamespaceFact | undefined {
  const metadata = record(record(item)?.metadata);
  const name = text(metadata?.name);
  const project = text(record(metadata?.labels)?.['runai/queue']);
  if (!name || !(project || name === 'runai' || name.startsWith('runai-'))) {
    return undefined;
  }
  return {
    name,
    terminating: Boolean(metadata?.deletionTimestamp),
    ...optional('project', project),
    ...optional('createdAt', text(metadata?.creationTimestamp)),
  };
}
