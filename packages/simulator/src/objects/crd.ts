import type { PrinterColumn } from '../resources/types';
import type { KubeObject } from './KubeObject';
import { object } from './object';

/** @public */
export interface CrdOptions {
  kind: string;
  scope?: 'Namespaced' | 'Cluster';
  /** Names, the stored one first; all are served. `['v1']` by default. */
  versions?: string[];
  singular?: string;
  shortNames?: string[];
  /** Whether `status` is a subresource; yes by default. */
  status?: boolean;
  columns?: PrinterColumn[];
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  created?: string;
}

/**
 * A CustomResourceDefinition that is established.
 *
 * @param name - `plural.group`, e.g. `runaiconfigs.run.ai`
 * @public
 */
export function crd(name: string, options: CrdOptions): KubeObject {
  const [plural] = name.split('.', 1);
  const group = name.slice(plural.length + 1);
  const versions = options.versions ?? ['v1'];
  const created = options.created ?? '2021-04-12T09:29:00Z';
  const names = {
    plural,
    singular: options.singular ?? options.kind.toLowerCase(),
    kind: options.kind,
    listKind: `${options.kind}List`,
    ...(options.shortNames && { shortNames: options.shortNames }),
  };
  return object(
    'apiextensions.k8s.io/v1',
    'CustomResourceDefinition',
    {
      name,
      labels: options.labels,
      annotations: options.annotations,
      creationTimestamp: created,
      generation: 1,
    },
    {
      spec: {
        group,
        names,
        scope: options.scope ?? 'Namespaced',
        conversion: { strategy: 'None' },
        versions: versions.map((version, index) => ({
          name: version,
          served: true,
          storage: index === 0,
          schema: {
            openAPIV3Schema: {
              type: 'object',
              'x-kubernetes-preserve-unknown-fields': true,
            },
          },
          ...((options.status ?? true) && { subresources: { status: {} } }),
          ...(options.columns && { additionalPrinterColumns: options.columns }),
        })),
      },
      status: {
        acceptedNames: names,
        conditions: ['NamesAccepted', 'Established'].map(type => ({
          type,
          status: 'True',
          reason:
            type === 'Established' ? 'InitialNamesAccepted' : 'NoConflicts',
          message:
            type === 'Established'
              ? 'the initial names have been accepted'
              : 'no conflicts found',
          lastTransitionTime: created,
        })),
        storedVersions: [versions[0]],
      },
    },
  );
}
