import { addressOf } from './address';
import type { KubeObject } from './KubeObject';
import { object } from './object';

/** @public */
export interface NodeDefaults {
  /** e.g. `v1.20.2`. */
  kubeletVersion: string;
}

type ConditionStatus = 'True' | 'False' | 'Unknown';
type Taint = {
  key: string;
  value?: string;
  effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
};
type Resources = Record<string, string>;

/** @public */
export class NodeBuilder {
  readonly #name: string;
  readonly #labels: Record<string, string>;
  readonly #annotations: Record<string, string> = {};
  readonly #taints: Taint[] = [];
  readonly #conditions = new Map<
    string,
    { status: ConditionStatus; reason: string; message: string; since: string }
  >();
  readonly #capacity: Resources = {
    cpu: '16',
    memory: '65806444Ki',
    'ephemeral-storage': '98868448Ki',
    'hugepages-2Mi': '0',
    pods: '110',
  };
  readonly #allocatable: Resources = {};
  readonly #info: Record<string, string> = {
    architecture: 'amd64',
    containerRuntimeVersion: 'containerd://1.4.3',
    kernelVersion: '5.4.0-65-generic',
    operatingSystem: 'linux',
    osImage: 'Ubuntu 20.04.1 LTS',
  };
  #providerId: string | undefined;
  #unschedulable = false;
  #created = '2021-02-01T08:00:00Z';

  /** @internal use {@link node} */
  constructor(name: string) {
    this.#name = name;
    this.#labels = {
      'beta.kubernetes.io/arch': 'amd64',
      'beta.kubernetes.io/os': 'linux',
      'kubernetes.io/arch': 'amd64',
      'kubernetes.io/hostname': name,
      'kubernetes.io/os': 'linux',
    };
    this.condition(
      'MemoryPressure',
      'False',
      'KubeletHasSufficientMemory',
      'kubelet has sufficient memory available',
    );
    this.condition(
      'DiskPressure',
      'False',
      'KubeletHasNoDiskPressure',
      'kubelet has no disk pressure',
    );
    this.condition(
      'PIDPressure',
      'False',
      'KubeletHasSufficientPID',
      'kubelet has sufficient PID available',
    );
    this.condition(
      'Ready',
      'True',
      'KubeletReady',
      'kubelet is posting ready status. AppArmor enabled',
    );
  }

  /** Adds `node-role.kubernetes.io/<role>=""`. */
  role(...roles: string[]): this {
    for (const role of roles) {
      this.#labels[`node-role.kubernetes.io/${role}`] = '';
    }
    return this;
  }

  /** A control-plane node as kubeadm of that era makes it: label and taint `master`, from 1.20 also `control-plane`. */
  controlPlane(
    options: { taint?: boolean; labels?: ('master' | 'control-plane')[] } = {},
  ): this {
    const labels = options.labels ?? ['control-plane', 'master'];
    this.role(...labels);
    if (options.taint ?? true) {
      const role = labels.includes('master') ? 'master' : 'control-plane';
      this.taint(`node-role.kubernetes.io/${role}`, 'NoSchedule');
    }
    return this;
  }

  labels(labels: Record<string, string>): this {
    Object.assign(this.#labels, labels);
    return this;
  }

  annotations(annotations: Record<string, string>): this {
    Object.assign(this.#annotations, annotations);
    return this;
  }

  taint(key: string, effect: Taint['effect'], value?: string): this {
    this.#taints.push({ key, effect, ...(value && { value }) });
    return this;
  }

  condition(
    type: string,
    status: ConditionStatus,
    reason: string,
    message: string,
    since = '2021-02-01T08:01:10Z',
  ): this {
    this.#conditions.set(type, { status, reason, message, since });
    return this;
  }

  /** The kubelet has stopped posting. */
  notReady(since?: string): this {
    return this.condition(
      'Ready',
      'Unknown',
      'NodeStatusUnknown',
      'Kubelet stopped posting node status.',
      since,
    );
  }

  cordoned(): this {
    this.#unschedulable = true;
    return this.taint('node.kubernetes.io/unschedulable', 'NoSchedule');
  }

  /** What the machine has; allocatable follows unless told. Quantities as Kubernetes writes them. */
  capacity(resources: Resources): this {
    Object.assign(this.#capacity, resources);
    return this;
  }

  allocatable(resources: Resources): this {
    Object.assign(this.#allocatable, resources);
    return this;
  }

  /** Of `status.nodeInfo`. */
  system(info: {
    architecture?: string;
    containerRuntimeVersion?: string;
    kernelVersion?: string;
    osImage?: string;
  }): this {
    Object.assign(this.#info, info);
    if (info.architecture) {
      this.labels({
        'kubernetes.io/arch': info.architecture,
        'beta.kubernetes.io/arch': info.architecture,
      });
    }
    return this;
  }

  /** e.g. `v1.20.4+rke2r1`; the server's version where it is not told. */
  kubelet(version: string): this {
    this.#info.kubeletVersion = version;
    return this;
  }

  /** e.g. `gce://project/zone/name`. */
  providerId(id: string): this {
    this.#providerId = id;
    return this;
  }

  created(at: string): this {
    this.#created = at;
    return this;
  }

  /** What node-feature-discovery knows of a machine with NVIDIA cards: nothing of drivers, and nothing is offered. */
  gpuHardware(
    form: 'pci-10de' | 'pci-0302_10de' | 'pci-0300_10de' = 'pci-10de',
  ): this {
    return this.labels({
      [`feature.node.kubernetes.io/${form}.present`]: 'true',
    });
  }

  /** GPUs that work: hardware, the labels of GPU feature discovery, and as many offered. */
  gpus(
    count: number,
    product: string,
    options: {
      memoryMiB?: number;
      family?: string;
      compute?: string;
      machine?: string;
    } = {},
  ): this {
    const {
      memoryMiB = 32510,
      family = 'volta',
      compute = '7.0',
      machine = 'DGX-Station',
    } = options;
    const [major, minor] = compute.split('.');
    return this.gpuHardware()
      .labels({
        'nvidia.com/gpu.present': 'true',
        'nvidia.com/gpu.count': String(count),
        'nvidia.com/gpu.product': product.replaceAll(' ', '-'),
        'nvidia.com/gpu.memory': String(memoryMiB),
        'nvidia.com/gpu.family': family,
        'nvidia.com/gpu.machine': machine,
        'nvidia.com/gpu.compute.major': major,
        'nvidia.com/gpu.compute.minor': minor,
        'nvidia.com/gfd.timestamp': '1612166470',
        'nvidia.com/mig.capable': 'false',
      })
      .offers(count);
  }

  /**
   * Labels that GPU Operator puts on every node it found GPUs in, driver or not; that of today also the state of driver upgrades.
   */
  gpuOperator(options: { form?: '2021' | 'current' } = {}): this {
    const operands = [
      'container-toolkit',
      'dcgm-exporter',
      'device-plugin',
      'driver',
      'gpu-feature-discovery',
      'operator-validator',
    ];
    return this.labels({
      'nvidia.com/gpu.present': 'true',
      ...(options.form === 'current' && {
        'nvidia.com/gpu-driver-upgrade-state': 'upgrade-done',
      }),
      ...Object.fromEntries(
        operands.map(operand => [`nvidia.com/gpu.deploy.${operand}`, 'true']),
      ),
    });
  }

  /**
   * Driver labels. `2021` writes the old form (`cuda.driver.major`), `current` both.
   *
   * @param cuda - of the runtime, e.g. `11.0`
   */
  driver(
    version: string,
    options: { cuda?: string; form?: '2021' | 'current' } = {},
  ): this {
    const { cuda = '11.0', form = '2021' } = options;
    const [major, minor, revision = ''] = version.split('.');
    const [cudaMajor, cudaMinor] = cuda.split('.');
    this.labels({
      'nvidia.com/cuda.driver.major': major,
      'nvidia.com/cuda.driver.minor': minor,
      'nvidia.com/cuda.driver.rev': revision,
      'nvidia.com/cuda.runtime.major': cudaMajor,
      'nvidia.com/cuda.runtime.minor': cudaMinor,
    });
    return form === '2021'
      ? this
      : this.labels({
          'nvidia.com/cuda.driver-version.full': version,
          'nvidia.com/cuda.driver-version.major': major,
          'nvidia.com/cuda.driver-version.minor': minor,
          'nvidia.com/cuda.driver-version.revision': revision,
          'nvidia.com/cuda.runtime-version.full': cuda,
          'nvidia.com/cuda.runtime-version.major': cudaMajor,
          'nvidia.com/cuda.runtime-version.minor': cudaMinor,
        });
  }

  /** What the device plugin offers. `total` is what it registered, `healthy` what can be used. */
  offers(healthy: number, total = healthy): this {
    this.#capacity['nvidia.com/gpu'] = String(total);
    this.#allocatable['nvidia.com/gpu'] = String(healthy);
    return this;
  }

  /**
   * MIG on every card of the node. With `mixed` there is a resource for each profile, e.g. `{'1g.10gb': 7}`, and none for
   * whole GPUs, as the device plugin registers nothing of which there is nothing.
   */
  mig(strategy: 'single' | 'mixed', profiles: Record<string, number>): this {
    this.labels({
      'nvidia.com/mig.capable': 'true',
      'nvidia.com/mig.strategy': strategy,
      'nvidia.com/mig.config.state': 'success',
    });
    if (strategy === 'single') {
      return this;
    }
    delete this.#capacity['nvidia.com/gpu'];
    delete this.#allocatable['nvidia.com/gpu'];
    for (const [profile, count] of Object.entries(profiles)) {
      this.capacity({ [`nvidia.com/mig-${profile}`]: String(count) });
      this.labels({ [`nvidia.com/mig-${profile}.count`]: String(count) });
    }
    return this;
  }

  build(defaults: NodeDefaults = { kubeletVersion: 'v1.20.2' }): KubeObject {
    const version = this.#info.kubeletVersion ?? defaults.kubeletVersion;
    return object(
      'v1',
      'Node',
      {
        name: this.#name,
        labels: { ...this.#labels },
        annotations: { ...this.#annotations },
        creationTimestamp: this.#created,
      },
      {
        spec: {
          ...(this.#providerId && { providerID: this.#providerId }),
          ...(this.#taints.length && { taints: [...this.#taints] }),
          ...(this.#unschedulable && { unschedulable: true }),
        },
        status: {
          addresses: [
            { type: 'InternalIP', address: addressOf('10.20', this.#name) },
            { type: 'Hostname', address: this.#name },
          ],
          allocatable: { ...this.#capacity, ...this.#allocatable },
          capacity: { ...this.#capacity },
          conditions: [...this.#conditions].map(
            ([type, { since, ...condition }]) => ({
              type,
              ...condition,
              lastHeartbeatTime: since,
              lastTransitionTime: since,
            }),
          ),
          daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
          nodeInfo: {
            bootID: '4f6e3d0c-8b7a-4c59-9d1e-2a3b4c5d6e7f',
            kubeProxyVersion: version,
            machineID: 'ec2b6a4d0f1e4c7a8b9d0e1f2a3b4c5d',
            systemUUID: 'ec2b6a4d-0f1e-4c7a-8b9d-0e1f2a3b4c5d',
            ...this.#info,
            kubeletVersion: version,
          },
        },
      },
    );
  }
}

/**
 * A node: 16 CPUs, 64 GiB, 100 GB of disk, Ready, Ubuntu 20.04 with containerd, until it is told otherwise.
 *
 * @public
 */
export function node(name: string): NodeBuilder {
  return new NodeBuilder(name);
}
