/** The kubelet's `nodeStatusMaxImages`: so many it lists where nobody configured another number. */
const IMAGES = 50;

interface NodeObject {
  metadata?: { labels?: Record<string, string> };
  status?: { conditions?: { type: string }[] };
}

/**
 * Adds to a Node what makes up most of a real one, about 13 KiB of JSON in all: the images that it holds, each by its digest and
 * by its tag as containerd keeps them, and who set which field, as a kubelet and a controller manager of 1.36 leave it.
 */
export function asOnRealClusters(node: NodeObject): object {
  return {
    ...node,
    metadata: { ...node.metadata, managedFields: managedFieldsOf(node) },
    status: { ...node.status, images: images() },
  };
}

function images() {
  return Array.from({ length: IMAGES }, (_, index) => {
    const repository = `registry.corp.example/team-${index}/training`;
    return {
      names: [
        `${repository}@sha256:${String(index).padStart(64, 'a')}`,
        `${repository}:2026.${index}`,
      ],
      sizeBytes: 1_000_000_000 + index,
    };
  });
}

function managedFieldsOf({ metadata, status }: NodeObject) {
  const labels = Object.keys(metadata?.labels ?? {});
  const conditions = (status?.conditions ?? []).map(
    ({ type }) => `k:${JSON.stringify({ type })}`,
  );
  return [
    managed('kubelet', {
      'f:metadata': {
        'f:annotations': {
          '.': {},
          'f:volumes.kubernetes.io/controller-managed-attach-detach': {},
        },
        'f:labels': {
          '.': {},
          ...fields(labels.map(label => `f:${label}`)),
        },
      },
    }),
    {
      ...managed('kubelet', {
        'f:status': {
          'f:conditions': Object.fromEntries(
            conditions.map(key => [key, { 'f:lastHeartbeatTime': {} }]),
          ),
        },
      }),
      subresource: 'status',
    },
    managed('kube-controller-manager', {
      'f:metadata': {
        'f:annotations': { 'f:node.alpha.kubernetes.io/ttl': {} },
      },
    }),
  ];
}

function managed(manager: string, fieldsV1: object) {
  return {
    manager,
    operation: 'Update',
    apiVersion: 'v1',
    time: '2026-11-24T20:56:08Z',
    fieldsType: 'FieldsV1',
    fieldsV1,
  };
}

function fields(keys: readonly string[]): Record<string, object> {
  return Object.fromEntries(keys.map(key => [key, {}]));
}
