import { defineCheck, type Remedy } from '../../declarations';
import { evidenceOf, firstOf, forEachNode } from '../../engine/findings';
import type { NodeFact } from '../../facts/nodeFact';
import { memoize } from '../../memoize';
import { gpuInstallObservation } from '../../observations/gpuInstall';
import {
  gpuNodesObservation,
  offersNone,
  type GpuNode,
} from '../../observations/gpuNodes';
import { driverUpgradeOf } from '../../observations/gpuUpgrade';
import { gpuStackObservation } from '../../observations/gpuStack';
import { gpuSoftwareTable } from '../../profiles/tables';
import { someNames } from '../../words';
import { nodeRows } from './gpuNode';

const WAKE: Remedy = {
  text: 'Set the labels to true again, or take them off: the operator then writes them anew.',
  commands: ['kubectl label node {node} {assignments} --overwrite'],
  docs: ['gpuOperatorTroubleshooting'],
};

/** The parts of the operator by what their labels say; nodes of a pool share theirs. */
const deployLabelsOf = memoize((labels: NodeFact['labels']) => {
  const { prefix, paused } = gpuSoftwareTable().deploy;
  const all = Object.entries(labels).flatMap(([key, value]) =>
    key.startsWith(prefix) ? [{ part: key.slice(prefix.length), value }] : [],
  );
  const having = (fits: (value: string) => boolean) =>
    all.filter(({ value }) => fits(value));
  return {
    all,
    empty: having(value => value === ''),
    paused: having(paused),
    off: having(value => value === 'false'),
  };
});

type DeployLabels = ReturnType<typeof deployLabelsOf>;

/** The parts of the GPU Operator are meant for every GPU node, by the labels that choose their nodes. */
export const deployLabels = defineCheck({
  id: 'gpu.deploy-labels',
  title: 'The parts of the GPU Operator are meant for every GPU node',
  category: 'nvidia',
  description:
    'Each part of the GPU Operator runs on the nodes whose label nvidia.com/gpu.deploy.<part> is true. The labels are paused while a driver or a MIG layout is changed; where that was broken off they stay paused or empty, and the part never comes back, while the ClusterPolicy stays ready.',
  verify: {
    text: 'Every label that begins with nvidia.com/gpu.deploy. must be true, or false where somebody wants the part off the node.',
    commands: [
      "kubectl get node NODE -o jsonpath='{.metadata.labels}' | tr ',' '\\n' | grep gpu.deploy",
    ],
  },
  scope: 'node',
  severity: 'recommended',
  uses: {
    gpus: gpuNodesObservation,
    stack: gpuStackObservation,
    install: gpuInstallObservation,
  },
  dependsOn: ['platform.nodes-ready', 'gpu.driver-upgrade'],
  expected: 'true on every label nvidia.com/gpu.deploy.*',
  actual: '[{words}|no such label]',
  outcomes: {
    AllWanted: {
      status: 'pass',
      says: 'All parts of the GPU Operator are meant for {node}. {count} {count:label says|labels say} so',
    },
    SwitchedOff: {
      status: 'pass',
      says: 'Parts of the GPU Operator are kept off {node} on purpose. Labels are false for {off}',
    },
    EmptyLabels: {
      status: 'fail',
      says: 'Labels of {node} that choose parts of the GPU Operator are empty. {empty} never {emptyCount:comes|come} there: the label has to be true',
      remedy: WAKE,
    },
    Paused: {
      status: 'warn',
      says: 'Parts of the GPU Operator are paused on {node}. Labels of {paused} say {word}, while [the driver upgrade is at {upgrade}|the MIG layout is {mig}]',
      remedy: {
        text: 'Wait: they are woken when the change is over.',
        commands: ['kubectl get node {node} --show-labels'],
        docs: ['gpuDriverUpgrade', 'gpuMig'],
      },
    },
    LeftPaused: {
      status: 'fail',
      says: 'Parts of the GPU Operator were paused on {node} and never woken. Labels of {paused} say {word}, and neither a driver upgrade nor a change of MIG is under way',
      remedy: WAKE,
    },
    NotLabelled: {
      status: 'fail',
      says: 'The GPU Operator has not marked {node} as a node of its own. It is a GPU node by {sign} and offers no GPU, and no label nvidia.com/gpu.deploy.* is there',
      remedy: {
        text: 'The operator marks nodes by the labels of node feature discovery, with the vendor as their only field. See that feature.node.kubernetes.io/pci-10de.present is on {node}, and that the operator runs.',
        commands: [
          'kubectl get node {node} --show-labels',
          'kubectl get pods --all-namespaces -o wide --field-selector spec.nodeName={node} | grep -i node-feature-discovery',
        ],
        docs: ['gpuOperatorTroubleshooting'],
      },
    },
  },
  evaluate: ({ gpus, stack, install }) =>
    install.method === 'gpu-operator'
      ? forEachNode(gpus.forContainers, gpu => {
          const labels = deployLabelsOf(gpu.node.labels);
          const isSilent = offersNone(gpu, gpus, stack.dra);
          // A node that others serve need not be marked.
          return labels.all.length > 0 || isSilent
            ? findingOf(gpu, labels)
            : undefined;
        })
      : [],
});

function findingOf(gpu: GpuNode, labels: DeployLabels) {
  const { name, node, signals } = gpu;
  const { all, empty, paused, off } = labels;
  const { prefix } = gpuSoftwareTable().deploy;
  const upgrade = driverUpgradeOf(node);
  const { state: mig = '' } = gpu.offer.mig ?? {};
  const migMoves = ['pending', 'rebooting'].includes(mig);
  const names = (some: readonly { part: string }[]) =>
    someNames(
      some.map(({ part }) => part),
      8,
    ) || undefined;
  const wrong = [...empty, ...paused];
  return {
    outcome: firstOf(
      [all.length === 0, 'NotLabelled'],
      [empty.length > 0, 'EmptyLabels'],
      [paused.length > 0 && (upgrade?.isMoving || migMoves), 'Paused'],
      [paused.length > 0, 'LeftPaused'],
      [off.length > 0, 'SwitchedOff'],
      'AllWanted',
    ),
    values: {
      node: name,
      count: all.length,
      words:
        [...new Set(all.map(({ value }) => value || '""'))].join(', ') ||
        undefined,
      empty: names(empty),
      emptyCount: empty.length,
      paused: names(paused),
      word: paused[0]?.value,
      off: names(off),
      upgrade: upgrade?.isMoving ? upgrade.state : undefined,
      mig: migMoves ? mig : undefined,
      sign: `${signals[0].key}=${signals[0].value}`,
      assignments:
        wrong.map(({ part }) => `${prefix}${part}=true`).join(' ') || undefined,
    },
    evidence: evidenceOf(
      nodeRows(
        name,
        (wrong.length > 0 ? wrong : [...off, ...all].slice(0, 3)).map(
          ({ part, value }) => ({
            key: `label ${prefix}${part}`,
            value: value || '""',
          }),
        ),
      ),
      all.length === 0 && [`node/${name}`, `labels ${prefix}*`, 'absent'],
    ),
  };
}
