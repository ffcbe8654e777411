import { namedObject } from './object';
import { listFact } from './request';

/** A CustomResourceDefinition, by its metadata alone. */
export interface CrdFact {
  /** `<plural>.<group>` */
  readonly name: string;
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
  const { name = '' } = namedObject(item) ?? {};
  return name.indexOf('.') < 1 ? undefined : { name };
}
