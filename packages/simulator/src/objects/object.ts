import type { KubeObject, KubeObjectMeta } from './KubeObject';

/** An object with the parts that have something in them. */
export function object(
  apiVersion: string,
  kind: string,
  metadata: KubeObjectMeta,
  rest: Record<string, unknown>,
): KubeObject {
  const { labels, annotations, ...others } = metadata;
  return {
    apiVersion,
    kind,
    metadata: {
      creationTimestamp: '2021-04-12T09:30:00Z',
      ...others,
      ...(labels && Object.keys(labels).length && { labels }),
      ...(annotations && Object.keys(annotations).length && { annotations }),
    },
    ...rest,
  };
}
