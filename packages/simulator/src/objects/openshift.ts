import type { KubeObject } from './KubeObject';
import { object } from './object';

/** @public One entry of the history of an OpenShift cluster, newest first. */
export interface UpdateHistoryEntry {
  version: string;
  state: 'Completed' | 'Partial';
}

/** @public */
export function clusterVersion(options: {
  version: string;
  channel?: string;
  history?: UpdateHistoryEntry[];
  failing?: string;
  since?: string;
}): KubeObject {
  const { version, since = '2021-01-20T09:14:07Z', failing } = options;
  const history = options.history ?? [{ version, state: 'Completed' }];
  const updating = history[0]?.state === 'Partial';
  const condition = (type: string, met: boolean, message = '') => ({
    type,
    status: met ? 'True' : 'False',
    message,
    lastTransitionTime: since,
  });
  return object(
    'config.openshift.io/v1',
    'ClusterVersion',
    { name: 'version', generation: 1, creationTimestamp: since },
    {
      spec: {
        channel:
          options.channel ??
          `stable-${version.split('.').slice(0, 2).join('.')}`,
        clusterID: '9c4d8a26-1f9b-4a0c-8a5e-3d1b2f6d7a11',
      },
      status: {
        // The schema asks for the field; without updates it is null.
        availableUpdates: null,
        conditions: [
          condition('Available', true, `Done applying ${version}`),
          condition('Failing', failing !== undefined, failing),
          condition('Progressing', updating, `Cluster version is ${version}`),
          condition('RetrievedUpdates', true),
        ],
        desired: {
          version: history[0]?.version ?? version,
          image: `quay.io/openshift-release-dev/ocp-release@sha256:${'1'.repeat(
            64,
          )}`,
        },
        history: history.map(entry => ({
          ...entry,
          startedTime: since,
          completionTime: entry.state === 'Completed' ? since : null,
          image: `quay.io/openshift-release-dev/ocp-release@sha256:${'1'.repeat(
            64,
          )}`,
          verified: true,
        })),
        observedGeneration: 1,
        versionHash: 'XYRDGB3Iqrk=',
      },
    },
  );
}

/** @public */
export function clusterOperator(
  name: string,
  options: { version: string; degraded?: string },
): KubeObject {
  const when = { lastTransitionTime: '2021-01-20T09:14:07Z' };
  const condition = (type: string, met: boolean, message = '') => ({
    type,
    status: met ? 'True' : 'False',
    reason: 'AsExpected',
    message,
    ...when,
  });
  return object(
    'config.openshift.io/v1',
    'ClusterOperator',
    { name, generation: 1 },
    {
      spec: {},
      status: {
        conditions: [
          condition('Available', true),
          condition('Progressing', false),
          condition(
            'Degraded',
            options.degraded !== undefined,
            options.degraded,
          ),
          condition('Upgradeable', true),
        ],
        versions: [
          { name: 'operator', version: options.version },
          ...(name === 'openshift-apiserver'
            ? [{ name, version: options.version }]
            : []),
        ],
      },
    },
  );
}

/** What every OpenShift cluster has: its version, infrastructure, scheduler, network, proxy and operators. @public */
export function openshiftConfig(options: {
  version: string;
  history?: UpdateHistoryEntry[];
  mastersSchedulable?: boolean;
  platform?: string;
  controlPlaneTopology?: string;
  networkType?: string;
}): KubeObject[] {
  const {
    version,
    platform = 'VSphere',
    networkType = 'OpenShiftSDN',
  } = options;
  const named = (kind: string, rest: Record<string, unknown>) =>
    object(
      'config.openshift.io/v1',
      kind,
      { name: 'cluster', generation: 1 },
      rest,
    );
  return [
    clusterVersion({ version, history: options.history }),
    named('Infrastructure', {
      spec: { cloudConfig: { name: '' }, platformSpec: { type: platform } },
      status: {
        apiServerURL: 'https://api.ocp-lab.example.com:6443',
        infrastructureName: 'ocp-lab-x7k2p',
        platform,
        platformStatus: { type: platform },
        controlPlaneTopology: options.controlPlaneTopology,
      },
    }),
    named('Scheduler', {
      spec: {
        mastersSchedulable: options.mastersSchedulable ?? false,
        policy: { name: '' },
      },
      status: {},
    }),
    named('Network', {
      spec: { networkType },
      status: {
        clusterNetwork: [{ cidr: '10.128.0.0/14', hostPrefix: 23 }],
        networkType,
        serviceNetwork: ['172.30.0.0/16'],
      },
    }),
    named('Proxy', { spec: { trustedCA: { name: '' } }, status: {} }),
    ...[
      'authentication',
      'etcd',
      'kube-apiserver',
      'monitoring',
      'network',
      'openshift-apiserver',
      'storage',
    ].map(name => clusterOperator(name, { version })),
  ];
}

/** The SCCs that every OpenShift 4 cluster brings, the widest first. @public */
export function securityContextConstraints(): KubeObject[] {
  const made = (
    name: string,
    allowed: {
      privileged?: boolean;
      host?: boolean;
      anyUser?: boolean;
      groups?: string[];
      users?: string[];
    },
  ) =>
    object(
      'security.openshift.io/v1',
      'SecurityContextConstraints',
      { name },
      {
        allowHostDirVolumePlugin: allowed.privileged ?? false,
        allowHostIPC: allowed.privileged ?? false,
        allowHostNetwork: allowed.host ?? allowed.privileged ?? false,
        allowHostPID: allowed.privileged ?? false,
        allowHostPorts: allowed.host ?? allowed.privileged ?? false,
        allowPrivilegedContainer: allowed.privileged ?? false,
        fsGroup: { type: allowed.anyUser ? 'RunAsAny' : 'MustRunAs' },
        groups: allowed.groups ?? [],
        readOnlyRootFilesystem: false,
        runAsUser: { type: allowed.anyUser ? 'RunAsAny' : 'MustRunAsRange' },
        seLinuxContext: { type: 'MustRunAs' },
        supplementalGroups: { type: 'RunAsAny' },
        users: allowed.users ?? [],
        volumes: allowed.privileged
          ? ['*']
          : ['configMap', 'downwardAPI', 'emptyDir', 'projected', 'secret'],
      },
    );
  return [
    made('privileged', {
      privileged: true,
      anyUser: true,
      users: ['system:admin'],
      groups: ['system:cluster-admins', 'system:nodes', 'system:masters'],
    }),
    made('hostnetwork', { host: true }),
    made('anyuid', { anyUser: true, groups: ['system:cluster-admins'] }),
    made('restricted', { groups: ['system:authenticated'] }),
  ];
}
