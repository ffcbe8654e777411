import type { Profile } from '../profiles';
import { listFact } from './request';
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

/**
 * `runai`, what begins as the namespaces of projects do (`runai-<project>`, `runai-backend`, `runai-reservation`), and those labelled
 * as a project's.
 */
export const runaiNamespacesFact = listFact<RunaiNamespaceFact>({
  id: 'runai-namespaces',
  title: 'Run:ai: namespaces',
  version: 'v1',
  resource: 'namespaces',
  metadataOnly: true,
  ttlSeconds: 60,
  project: (item, { profile }) =>
    projectRunaiNamespace(item, profile.namespaces),
});

/** What is kept of a namespace; undefined for one that has nothing to do with Run:ai. */
function projectRunaiNamespace(
  item: unknown,
  { cluster, projectPrefix }: Profile['namespaces'],
): RunaiNamespaceFact | undefined {
  const metadata = record(record(item)?.metadata);
  const name = text(metadata?.name);
  const project = text(record(metadata?.labels)?.['runai/queue']);
  if (
    !name ||
    !(project || name === cluster || name.startsWith(projectPrefix))
  ) {
    return undefined;
  }
  return {
    name,
    terminating: Boolean(metadata?.deletionTimestamp),
    ...optional('project', project),
    ...optional('createdAt', text(metadata?.creationTimestamp)),
  };
}
