import type { PodLogsOf } from '../../controllers/controlledObjects';
import { at, list, record } from '../../objects/values';
import { type LogEntry, stampedLog } from './stampedLog';
import { trainingLog } from './trainingLog';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** What the components that every cluster of the demo has have written, by container. */
const byContainer: Record<string, readonly LogEntry[]> = {
  etcd: [
    [50 * MINUTE, '{iso} I | mvcc: store.index: compact 48210377'],
    [
      50 * MINUTE,
      '{iso} I | mvcc: finished scheduled compaction at 48210377 (took 71.3ms)',
    ],
    [45 * MINUTE, '{iso} I | mvcc: store.index: compact 48211902'],
    [
      45 * MINUTE,
      '{iso} I | mvcc: finished scheduled compaction at 48211902 (took 68.0ms)',
    ],
  ],
  'kube-apiserver': [
    [
      26 * HOUR,
      'I{time}       1 server.go:632] external host was not specified, using 10.20.0.11',
    ],
    [
      26 * HOUR,
      'I{time}       1 secure_serving.go:197] Serving securely on [::]:6443',
    ],
    [
      26 * HOUR,
      'I{time}       1 cache.go:39] Caches are synced for APIServiceRegistrationController controller',
    ],
    [
      38 * MINUTE,
      'I{time}       1 client.go:360] parsed scheme: "passthrough"',
    ],
  ],
  'kube-scheduler': [
    [
      26 * HOUR,
      'I{time}       1 serving.go:331] Generated self-signed cert in-memory',
    ],
    [
      26 * HOUR,
      'I{time}       1 leaderelection.go:253] successfully acquired lease kube-system/kube-scheduler',
    ],
  ],
  'kube-controller-manager': [
    [
      26 * HOUR,
      'I{time}       1 leaderelection.go:253] successfully acquired lease kube-system/kube-controller-manager',
    ],
    [
      26 * HOUR,
      'I{time}       1 node_lifecycle_controller.go:773] Controller observed a new Node: "gpu-01"',
    ],
  ],
  coredns: [
    [26 * HOUR, '.:53'],
    [
      26 * HOUR,
      '[INFO] plugin/reload: Running configuration MD5 = 4e235fcc3696966e76816bcd9034ebc7',
    ],
    [26 * HOUR, 'CoreDNS-1.7.0'],
    [26 * HOUR, 'linux/amd64, go1.14.4, f59c03d'],
  ],
  'kube-proxy': [
    [
      26 * HOUR,
      'I{time}       1 server_others.go:186] Using iptables Proxier.',
    ],
    [26 * HOUR, 'I{time}       1 server.go:650] Version: v1.20.2'],
    [
      26 * HOUR,
      'I{time}       1 shared_informer.go:247] Caches are synced for service config',
    ],
    [
      26 * HOUR,
      'I{time}       1 shared_informer.go:247] Caches are synced for endpoint slice config',
    ],
  ],
  'gpu-operator': [
    [
      41 * MINUTE,
      '{iso}\tINFO\tcontrollers.ClusterPolicy\tClusterPolicy step completed\t{"state:": "state-driver", "status": "ready"}',
    ],
    [
      41 * MINUTE,
      '{iso}\tINFO\tcontrollers.ClusterPolicy\tClusterPolicy step completed\t{"state:": "state-container-toolkit", "status": "ready"}',
    ],
    [
      41 * MINUTE,
      '{iso}\tINFO\tcontrollers.ClusterPolicy\tClusterPolicy step completed\t{"state:": "state-device-plugin", "status": "ready"}',
    ],
    [
      41 * MINUTE,
      '{iso}\tINFO\tcontrollers.ClusterPolicy\tClusterPolicy is ready.',
    ],
  ],
  'nvidia-driver-ctr': [
    [26 * HOUR, '========== NVIDIA Software Installer =========='],
    [
      26 * HOUR,
      'Starting installation of NVIDIA driver version 450.80.02 for Linux kernel version 5.4.0-65-generic',
    ],
    [26 * HOUR, 'Installing NVIDIA driver kernel modules...'],
    [26 * HOUR - 95, 'Loading NVIDIA driver kernel modules...'],
    [26 * HOUR - 97, 'Starting NVIDIA persistence daemon...'],
    [26 * HOUR - 99, 'Mounting NVIDIA driver rootfs...'],
    [26 * HOUR - 99, 'Done, now waiting for signal'],
  ],
  'nvidia-device-plugin-ctr': [
    [25 * HOUR, '{slash} Loading NVML'],
    [25 * HOUR, '{slash} Starting FS watcher.'],
    [25 * HOUR, '{slash} Starting OS watcher.'],
    [25 * HOUR, '{slash} Retreiving plugins.'],
    [25 * HOUR, "{slash} Starting GRPC server for 'nvidia.com/gpu'"],
    [
      25 * HOUR,
      "{slash} Starting to serve 'nvidia.com/gpu' on /var/lib/kubelet/device-plugins/nvidia-gpu.sock",
    ],
    [
      25 * HOUR,
      "{slash} Registered device plugin for 'nvidia.com/gpu' with Kubelet",
    ],
  ],
  'nvidia-dcgm-exporter': [
    [25 * HOUR, 'time="{iso}" level=info msg="Starting dcgm-exporter"'],
    [25 * HOUR, 'time="{iso}" level=info msg="DCGM successfully initialized!"'],
    [
      25 * HOUR,
      'time="{iso}" level=info msg="Kubernetes metrics collection enabled!"',
    ],
    [25 * HOUR, 'time="{iso}" level=info msg="Starting webserver"'],
  ],
  prometheus: [
    [
      20 * HOUR,
      'level=info ts={iso} caller=main.go:418 msg="Starting Prometheus" version="(version=2.26.0, branch=HEAD)"',
    ],
    [
      20 * HOUR,
      'level=info ts={iso} caller=main.go:779 msg="Server is ready to receive web requests."',
    ],
    [
      2 * HOUR,
      'level=info ts={iso} caller=compact.go:518 component=tsdb msg="write block" duration=1.71s',
    ],
    [
      2 * HOUR,
      'level=info ts={iso} caller=head.go:824 component=tsdb msg="Head GC completed" duration=38ms',
    ],
  ],
  'runai-scheduler': [
    [9 * MINUTE, '{iso}\tINFO\tscheduler\tStart scheduling session'],
    [
      9 * MINUTE,
      '{iso}\tINFO\tscheduler\tSession done\t{"allocated": 0, "reclaimed": 0, "pending": 0}',
    ],
    [MINUTE, '{iso}\tINFO\tscheduler\tStart scheduling session'],
    [
      MINUTE,
      '{iso}\tINFO\tscheduler\tSession done\t{"allocated": 1, "reclaimed": 0, "pending": 0}',
    ],
  ],
  'runai-agent': [
    [
      5 * MINUTE,
      '{iso}\tINFO\tagent\tPushed cluster state to the control plane\t{"status": 200}',
    ],
    [
      4 * MINUTE,
      '{iso}\tINFO\tagent\tPushed cluster state to the control plane\t{"status": 200}',
    ],
    [
      3 * MINUTE,
      '{iso}\tINFO\tagent\tPushed cluster state to the control plane\t{"status": 200}',
    ],
  ],
  'runai-operator': [
    [
      12 * MINUTE,
      '{iso}\tINFO\tcontrollers.RunaiConfig\tReconciling\t{"runaiconfig": "runai/runai"}',
    ],
    [
      12 * MINUTE,
      '{iso}\tINFO\tcontrollers.RunaiConfig\tAll operands are as desired',
    ],
  ],
};

/** What an init container writes that waits for the driver of its node. */
const waitingForDriver: readonly LogEntry[] = [
  [35, 'waiting for nvidia container stack to be setup'],
  [30, 'waiting for nvidia container stack to be setup'],
  [25, 'waiting for nvidia container stack to be setup'],
  [20, 'waiting for nvidia container stack to be setup'],
  [15, 'waiting for nvidia container stack to be setup'],
  [10, 'waiting for nvidia container stack to be setup'],
  [5, 'waiting for nvidia container stack to be setup'],
];

/** The logs of the pods of the demo that tell none themselves; a container without an entry has written nothing. */
export function componentLogs(now: Date): PodLogsOf {
  return pod => ({
    logs: Object.fromEntries(
      [
        ...list(at(pod, 'spec.initContainers')),
        ...list(at(pod, 'spec.containers')),
      ].flatMap(container => {
        const text = containerLog(now, container, at(pod, 'status.phase'));
        return text ? [[container.name, text]] : [];
      }),
    ),
  });
}

function containerLog(
  now: Date,
  container: Record<string, unknown>,
  phase: unknown,
): string | undefined {
  const name = String(container.name);
  if (name === 'train') {
    const gpus = record(at(container, 'resources.limits'))['nvidia.com/gpu'];
    return trainingLog(now, Number(gpus ?? 1));
  }
  const entries =
    phase === 'Pending' && name.endsWith('-validation')
      ? waitingForDriver
      : byContainer[name];
  return entries && stampedLog(now, entries);
}
