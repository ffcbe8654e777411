import { listFact } from './request';
import { optional, record, text } from './untrusted';

/** A CustomResourceDefinition, by its metadata alone. */
export interface CrdFact {
  /** `<plural>.<group>` */
  readonly name: string;
  readonly plural: string;
  readonly group: string;
  readonly createdAt?: string;
  /** It waits for the objects of its kind to be gone. */
  readonly deleting?: boolean;
}

/** All CustomResourceDefinitions: names alone, since their schemas are megabytes. */
export const crdsFact = listFact<CrdFact>({
  id: 'crds',
  title: 'Custom resource definitions (names only)',
  group: 'apiextensions.k8s.io',
  version: 'v1',
  resource: 'customresourcedefinitions',
  metadataOnly: true,
  ttlSeconds: 60,
  project: projectCrd,
});

/** What is kept of a definition; undefined for one whose name is not `<plural>.<group>`. */
export function projectCrd(item: unknown): CrdFact | undefined {
  const metadata = record(record(item)?.metadata);
  const name = text(metadata?.name);
  const dot = name?.indexOf('.') ?? -1;
  if (!name || dot < 1) {
    return undefined;
  }
  return {
    name,
    plural: name.slice(0, dot),
    group: name.slice(dot + 1),
    ...optional('createdAt', text(metadata?.creationTimestamp)),
    ...optional('deleting', metadata?.deletionTimestamp ? true : undefined),
  };
}
