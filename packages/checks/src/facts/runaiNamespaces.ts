import { listFact } from './request';
import { namedObject } from './object';
import { text } from './untrusted';

/** A namespace that Run:ai made or works in. */
export interface RunaiNamespaceFact {
  readonly name: string;
  /** The project whose namespace it is, by label `runai/queue`. */
  readonly project?: string;
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
  project: (item, { profile: { namespaces } }) => {
    const object = namedObject(item);
    const project = text(object?.labels['runai/queue']);
    return object &&
      (project ||
        object.name === namespaces.cluster ||
        object.name.startsWith(namespaces.projectPrefix))
      ? { name: object.name, project, terminating: object.terminating }
      : undefined;
  },
});
