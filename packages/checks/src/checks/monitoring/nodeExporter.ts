import { defineCheck, type Remedy } from '../../declarations';
import { evidenceOf, firstOf } from '../../engine/findings';
import {
  nodeReady,
  operatingSystem,
  type NodeFact,
} from '../../facts/nodeFact';
import { nodesFact } from '../../facts/nodes';
import { groupBy, sum } from '../../observations/collections';
import { keptOffBy } from '../../observations/daemonSetReach';
import {
  monitoringPartsObservation,
  type MonitoringWorkload,
} from '../../observations/monitoringParts';
import { prometheusServersObservation } from '../../observations/prometheusServers';
import { simulationOf } from '../../observations/simulatedNodes';
import { namesOf } from '../../words';
import { existingUse, NOT_USED, partNames, partRow } from './existingUse';

const INSTALL: Remedy = {
  text: 'Install the node exporter beside this Prometheus, and let it be scraped. The charts prometheus and kube-prometheus-stack bring it, unless it is switched off in their values.',
  commands: [
    'kubectl get daemonsets --all-namespaces | grep node-exporter',
    'helm repo add prometheus-community https://prometheus-community.github.io/helm-charts && helm repo update',
    'helm install node-exporter prometheus-community/prometheus-node-exporter -n {namespace}',
  ],
  docs: ['nodeExporter'],
};

const REPAIR: Remedy = {
  text: 'See what its pods wait for.[ Two of them cannot have one port of a node: remove one of them, or give it another port.]',
  commands: [
    'kubectl -n {namespace} get pods -o wide',
    'kubectl -n {namespace} describe daemonset {name}',
  ],
  docs: ['nodeExporter'],
};

const CLASH = '[. Port {port} of each node is wanted by {clashing}]';

/** B7: where an existing Prometheus is used, the node exporter is installed, and on every node. */
export const nodeExporter = defineCheck({
  id: 'monitoring.node-exporter',
  title: 'The node exporter runs on every node',
  category: 'monitoring',
  requirements: ['B7'],
  description:
    'Where Run:ai is connected to an existing Prometheus, the node exporter must be installed: CPU, memory and disk of nodes come from it. Its count of pods says nothing of nodes that it was never wanted on, so the nodes are compared: every Ready node of Linux must have one. It is only a warning until it is declared that the Prometheus is used.',
  verify: {
    text: 'Compare the number of nodes with what the DaemonSet wants, and look for the taints that it does not tolerate.',
    commands: [
      'kubectl get daemonsets --all-namespaces | grep -i node-exporter',
      'kubectl get nodes -o custom-columns=NAME:.metadata.name,TAINTS:.spec.taints[*].key',
    ],
  },
  uses: {
    servers: prometheusServersObservation,
    parts: monitoringPartsObservation,
    nodes: nodesFact,
  },
  dependsOn: ['monitoring.prometheus'],
  expected: 'a node exporter on every Ready node',
  actual: '[{covered} of {of} nodes|none]',
  outcomes: {
    OnEveryNode: {
      status: 'pass',
      says: 'The node exporter runs on all {of} Ready nodes. It is {exporters}',
    },
    NodesUncovered: {
      status: 'warn',
      says: 'The node exporter does not run on {missing} of {of} Ready nodes. It is {exporters}[. Kept off by {kept}][; {unseen} {unseen:is|are} left out by what its node affinity says]',
      remedy: {
        text: 'Let it tolerate every taint by its values: of the node exporter of kube-prometheus-stack, prometheus-node-exporter.tolerations; of the chart prometheus of old, nodeExporter.tolerations.',
        commands: [
          `kubectl -n {namespace} patch daemonset {name} --type merge --patch '{"spec":{"template":{"spec":{"tolerations":[{"operator":"Exists"}]}}}}'`,
          'kubectl get nodes -o custom-columns=NAME:.metadata.name,TAINTS:.spec.taints[*].key',
        ],
        docs: ['taints', 'nodeExporter'],
      },
    },
    SomeNotReady: {
      status: 'warn',
      says: `Not every node exporter is ready. {states}${CLASH}`,
      remedy: REPAIR,
    },
    NoneReady: {
      status: 'fail',
      says: `No node exporter is ready. {states}${CLASH}`,
      remedy: REPAIR,
    },
    NoExporter: {
      status: 'fail',
      says: 'There is no node exporter. It is wanted beside {server}, and no DaemonSet is one by its image or its labels',
      remedy: INSTALL,
    },
    UndeclaredUse: {
      status: 'warn',
      says: 'Beside {server} [no node exporter is ready: {states}|there is no node exporter]. Whether Run:ai is to use this Prometheus is not declared: by default the installer brings its own, and this with it',
      remedy: {
        ...INSTALL,
        text: 'Declare existingPrometheus: false where the installer is to bring its own. Where Run:ai is to use this one, declare existingPrometheus: true and install the node exporter beside it.',
      },
    },
    NotReported: {
      status: 'unknown',
      because: 'unreadable',
      says: 'Whether the node exporter runs is not known. No controller has written a status of {exporters}',
      remedy: {
        text: 'See whether the controller manager of the cluster runs: it counts the pods of DaemonSets.',
        commands: ['kubectl -n {namespace} get daemonset {name} -o yaml'],
      },
    },
    NotApplicable: NOT_USED,
  },
  evaluate: ({ servers, parts, nodes, settings, profile }) => {
    const use = existingUse(servers.existing, settings, profile);
    if (use === 'none' || use === 'declaredUnused') {
      const declared = use === 'none' ? undefined : 'false';
      return { outcome: 'NotApplicable', values: { declared } };
    }
    const exporters = parts.nodeExporters;
    const working = exporters.filter(({ workload }) => workload.ready > 0);
    const machines = nodes.filter(isMonitored);
    const kept = machines.flatMap(node => keptOff(working, node) ?? []);
    const reached = machines.length - kept.length;
    // A controller that counts fewer nodes than that leaves some out for a reason that is not seen.
    const wanted = sum(working.map(({ workload }) => workload.desired));
    const unseen = Math.max(0, reached - wanted);
    const covered = reached - unseen;
    const [first] = [...working, ...exporters];
    const clash = portClash(exporters);
    const isUsed = use === 'used';
    // Pods on nodes that are not Ready are no fault of the exporter.
    const isShort = working.some(({ workload }) => {
      const able = machines.filter(node => !keptOffBy(workload, node)).length;
      return workload.ready < Math.min(workload.desired, able);
    });
    return {
      outcome: firstOf(
        [isUsed && exporters.length === 0, 'NoExporter'],
        [exporters.some(({ workload }) => !workload.observed), 'NotReported'],
        [isUsed && working.length === 0, 'NoneReady'],
        [working.length === 0, 'UndeclaredUse'],
        [isShort || clash, 'SomeNotReady'],
        [covered < machines.length, 'NodesUncovered'],
        'OnEveryNode',
      ),
      values: {
        of: machines.length,
        covered: exporters.length > 0 ? covered : undefined,
        missing: machines.length - covered,
        exporters: partNames(working.length > 0 ? working : exporters),
        server: servers.existing[0]?.title ?? 'the existing Prometheus',
        kept: keptWords(kept) || undefined,
        unseen: unseen || undefined,
        states: exporters.map(stateOf).join('; ') || undefined,
        ...clash,
        namespace:
          first?.workload.namespace ??
          servers.existing[0]?.namespace ??
          'monitoring',
        name: first?.workload.name,
      },
      evidence: evidenceOf(
        exporters.length === 0 && ['DaemonSets', 'node exporter', 'absent'],
        exporters.map(partRow),
        ['nodes', 'Ready, of Linux', machines.length],
        kept
          .slice(0, 10)
          .map(({ name, by }) => [
            `node/${name}`,
            'kept off by',
            by,
            'inferred',
          ]),
      ),
      judged: machines.length,
      of: nodes.length,
    };
  },
});

/** Its metrics are wanted: a machine of Linux that is Ready. */
function isMonitored(node: NodeFact): boolean {
  return (
    nodeReady(node) === 'True' &&
    operatingSystem(node) === 'linux' &&
    simulationOf(node) === undefined
  );
}

/** The node and what keeps every one of these off it; undefined where one of them may run there. */
function keptOff(exporters: readonly MonitoringWorkload[], node: NodeFact) {
  let reason: string | undefined;
  for (const { workload } of exporters) {
    const by = keptOffBy(workload, node);
    if (!by) {
      return undefined;
    }
    reason ??= by;
  }
  return reason === undefined ? undefined : { name: node.name, by: reason };
}

/** `taint a:NoSchedule (n-1, n-2)`. */
function keptWords(kept: readonly { name: string; by: string }[]): string {
  return [...groupBy(kept, ({ by }) => by)]
    .slice(0, 5)
    .map(([by, nodes]) => `${by} (${namesOf(nodes)})`)
    .join(', ');
}

function stateOf({ workload, version }: MonitoringWorkload): string {
  const { ready, desired } = workload;
  const state =
    desired === 0 ? 'wants pods on no node' : `${ready} of ${desired} ready`;
  return `${partNames([{ workload, version, isOwn: false }])}: ${state}`;
}

/** A port of the node that one without ready pods wants, and another has. */
function portClash(exporters: readonly MonitoringWorkload[]) {
  const wanting = exporters.filter(({ workload }) => workload.desired > 0);
  for (const { workload: waiting } of wanting) {
    for (const port of waiting.ready === 0 ? waiting.hostPorts : []) {
      const rivals = wanting.filter(({ workload }) =>
        workload.hostPorts.includes(port),
      );
      if (rivals.length > 1) {
        return { port, clashing: partNames(rivals) };
      }
    }
  }
  return undefined;
}
