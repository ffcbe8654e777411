import type { Pod } from 'kubernetes-types/core/v1';
import {
  type ClusterConnection,
  KubeClient,
  loadKubeconfig,
  type ResourceRef,
} from '@runai-portal/kube';
import { nodeObject, type NodeOptions } from '../testing/nodes';
import { lend } from './kube';
import { lookAt, verdicts, type Sight } from './sight';
import { until } from './until';

/** Each names the kubeconfig of an administrator of a fresh cluster: API server and controllers, no node of its own. */
const SERVERS = ['RUNAI_TEST_KUBECONFIG_1_20', 'RUNAI_TEST_KUBECONFIG_1_36'];
const SYSTEM = { 'node-role.kubernetes.io/runai-system': 'true' };
const PLENTY = {
  cpu: '4',
  memory: '8148076Ki',
  'ephemeral-storage': '52416492Ki',
};
const KUBEADM = {
  'kubeadm.alpha.kubernetes.io/cri-socket': '/run/containerd/containerd.sock',
};

jest.setTimeout(120_000);

/** A real API server, and what this test makes on it. */
class RealCluster {
  readonly #client: KubeClient;
  readonly #made: (ResourceRef & { name: string })[] = [];
  #takeBack?: () => Promise<void>;

  private constructor(
    readonly path: string,
    readonly connection: ClusterConnection,
  ) {
    this.#client = KubeClient.create(connection);
  }

  static async connect(path: string): Promise<RealCluster> {
    const kubeconfig = await loadKubeconfig({ path });
    return new RealCluster(path, kubeconfig.connection());
  }

  async createNodes(): Promise<void> {
    const { value } = await this.#client.nonResource<{ gitVersion: string }>(
      '/version',
    );
    const nodeInfo = { kubeletVersion: value.gitVersion };
    const master = {
      labels: { 'node-role.kubernetes.io/control-plane': '' },
      taints: ['node-role.kubernetes.io/control-plane:NoSchedule'],
    };
    const system = (capacity: NodeOptions['capacity']) => ({
      labels: SYSTEM,
      capacity: { ...PLENTY, ...capacity },
    });
    const nodes: Record<string, NodeOptions> = {
      'it-cp-1': master,
      'it-cp-2': master,
      'it-cp-3': master,
      'it-gpu': {
        labels: {
          ...SYSTEM,
          'feature.node.kubernetes.io/pci-10de.present': 'true',
        },
        taints: ['nvidia.com/gpu=present:NoSchedule'],
        capacity: { 'nvidia.com/gpu': '8' },
      },
      'it-sys-enough': system({ memory: '7862128Ki' }),
      'it-sys-memory': system({ memory: '7629394Ki' }),
      'it-sys-disk': system({ 'ephemeral-storage': '47185920Ki' }),
      'it-sys-busy': system({}),
      'it-sys-small': system({ cpu: '3' }),
      'it-down': { ready: 'False', nodeInfo: { kubeletVersion: 'v1.15.12' } },
      'it-cordoned': {
        unschedulable: true,
        nodeInfo: { architecture: 'arm64' },
      },
    };
    for (const [name, options] of Object.entries(nodes)) {
      await this.#create(
        { version: 'v1', resource: 'nodes', name },
        nodeObject(name, {
          annotations: KUBEADM,
          ...options,
          nodeInfo: { ...nodeInfo, ...options.nodeInfo },
        }),
      );
    }
  }

  async createPod(
    name: string,
    nodeName: string,
    requests: Record<string, string>,
  ): Promise<void> {
    const pod: Pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: 'default' },
      spec: {
        nodeName,
        // Nothing runs on hand-made nodes: the pod must vanish without a kubelet.
        terminationGracePeriodSeconds: 0,
        automountServiceAccountToken: false,
        containers: [
          {
            name: 'main',
            image: 'registry.example/none',
            resources: { requests },
          },
        ],
      },
    };
    await this.#serviceAccount();
    await this.#create(
      { version: 'v1', resource: 'pods', namespace: 'default', name },
      pod,
    );
  }

  createStorageClass(
    name: string,
    provisioner: string,
    isDefault: boolean,
  ): Promise<void> {
    return this.#create(
      {
        group: 'storage.k8s.io',
        version: 'v1',
        resource: 'storageclasses',
        name,
      },
      {
        apiVersion: 'storage.k8s.io/v1',
        kind: 'StorageClass',
        metadata: {
          name,
          annotations: {
            'storageclass.kubernetes.io/is-default-class': `${isDefault}`,
          },
        },
        provisioner,
      },
    );
  }

  /**
   * The controller of volumes does not run: the volume is said to be Available by hand, and it is lent, since that takes it back
   * for good, finalizer and all.
   */
  async createNfsVolume(name: string): Promise<void> {
    this.#takeBack = await lend(this.path, [
      {
        apiVersion: 'v1',
        kind: 'PersistentVolume',
        metadata: { name },
        spec: {
          accessModes: ['ReadWriteMany'],
          capacity: { storage: '1Ti' },
          nfs: { server: 'nfs.example', path: '/data' },
        },
        status: { phase: 'Available' },
      },
    ]);
  }

  async remove(ref: ResourceRef & { name: string }): Promise<void> {
    await this.#client.delete(ref);
    this.#made.splice(
      this.#made.findIndex(
        ({ resource, name }) => resource === ref.resource && name === ref.name,
      ),
      1,
    );
  }

  /** Pods go before the nodes that they are on. */
  async cleanUp(): Promise<void> {
    await this.#takeBack?.();
    for (const ref of [...this.#made].reverse()) {
      await this.#client.delete(ref);
    }
    await this.#client.close();
  }

  async #create(
    { name, ...ref }: ResourceRef & { name: string },
    body: object,
  ): Promise<void> {
    await this.#client.create(ref, body);
    this.#made.push({ ...ref, name });
  }

  /** A fresh cluster makes the namespace's account a moment after it began; before that it admits no pod. */
  async #serviceAccount(): Promise<void> {
    const ref = {
      version: 'v1',
      resource: 'serviceaccounts',
      namespace: 'default',
    };
    await until('the namespace has its account', async () => {
      const { items } = await this.#client.list<{ metadata: { name: string } }>(
        ref,
      );
      return items.some(({ metadata }) => metadata.name === 'default');
    });
  }
}

describe.each(SERVERS)('nodes and storage on the server of %s', variable => {
  const path = process.env[variable];
  if (!path) {
    // eslint-disable-next-line jest/no-disabled-tests, jest/expect-expect -- needs a real API server
    it.skip(`is skipped: ${variable} names no kubeconfig`, () => undefined);
    return;
  }
  let cluster: RealCluster;
  let sight: Sight;
  const said = (checkId: string) => {
    const { status, reason } = sight.one(checkId);
    return `${status} ${reason}`;
  };
  const see = async (storage?: { class?: string; nfsServer?: string }) => {
    sight = await lookAt(cluster.connection, {
      settings: { environment: 'production', storage },
    });
  };

  beforeAll(async () => {
    cluster = await RealCluster.connect(path);
    await cluster.createNodes();
    await cluster.createPod('it-busy', 'it-sys-busy', { cpu: '3' });
    await see();
  });
  afterAll(() => cluster.cleanUp());

  it('recognises the platform and finds its version supported', () => {
    expect(said('platform.distribution')).toBe('pass Recognised');
    expect(said('platform.kubernetes-version')).toBe('pass Supported');
    expect(sight.one('platform.openshift-version').status).toBe(
      'notApplicable',
    );
  });

  it('tells the nodes that are not ready, cordoned or too old', () => {
    expect(verdicts(sight.all('platform.nodes-ready'))).toMatchObject({
      'it-cp-1': 'pass Ready',
      'it-gpu': 'pass Ready',
      'it-down': 'warn NotReady',
      'it-cordoned': 'warn Cordoned',
    });
    expect(verdicts(sight.all('platform.node-version-skew'))).toMatchObject({
      'it-gpu': 'pass WithinSkew',
      'it-down': 'warn TooOld',
    });
    expect(verdicts(sight.all('platform.node-arch'))).toMatchObject({
      'it-gpu': 'pass Supported',
      'it-cordoned': 'warn OtherArchitecture',
    });
  });

  it('counts as system nodes those that are labelled and can serve', () => {
    expect(sight.one('nodes.system-dedicated')).toMatchObject({
      status: 'pass',
      severity: 'required',
      actual: '5',
    });
    expect(sight.one('nodes.control-plane-separate')).toMatchObject({
      status: 'pass',
      reason: 'Separate',
      severity: 'required',
    });
  });

  it('judges sizes at the limits, and what pods leave free', () => {
    expect(verdicts(sight.all('nodes.system-resources'))).toEqual({
      'it-sys-enough': 'pass LargeEnough',
      'it-sys-memory': 'warn SlightlyShort',
      'it-sys-disk': 'warn SlightlyShort',
      'it-sys-busy': 'warn LittleFree',
      'it-sys-small': 'warn SmallerThanOthers',
    });
  });

  it('fails the small node once no other is large enough', async () => {
    await cluster.remove({
      version: 'v1',
      resource: 'nodes',
      name: 'it-sys-enough',
    });
    await see();

    expect(verdicts(sight.all('nodes.system-resources'))).toMatchObject({
      'it-sys-small': 'fail TooSmall',
    });
  });

  it('finds no storage first, then what is made', async () => {
    expect(said('storage.default-class')).toBe('fail NoClasses');
    expect(sight.one('storage.node-independent')).toMatchObject({
      status: 'unknown',
      blockedBy: 'storage.default-class',
    });
    expect(said('storage.shared-rwx')).toBe('fail NoSharedStorage');

    await cluster.createStorageClass('it-local', 'rancher.io/local-path', true);
    await see();
    expect(sight.one('storage.default-class').status).toBe('pass');
    expect(said('storage.node-independent')).toBe('fail NodeBound');
    expect(said('storage.shared-rwx')).toBe('fail NoSharedStorage');

    await cluster.createNfsVolume('it-data');
    await cluster.createStorageClass('it-nfs', 'nfs.csi.k8s.io', false);
    await see({ class: 'it-nfs' });
    expect(sight.one('storage.default-class').status).toBe('notApplicable');
    expect(said('storage.node-independent')).toBe('pass NetworkStorage');
    expect(said('storage.shared-rwx')).toBe('pass ProvenByVolume');
  });
});
