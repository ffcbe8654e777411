import { defineCheck, type Remedy } from '../../declarations';
import { evidenceOf, firstOf, forEachNode } from '../../engine/findings';
import { gpuNodesObservation } from '../../observations/gpuNodes';
import { gpuStackObservation } from '../../observations/gpuStack';
import { driverUpgradeOf } from '../../observations/gpuUpgrade';
import { gpuSoftwareTable } from '../../profiles/tables';
import { namesOf } from '../../words';
import { nodeRows } from './gpuNode';

const STATES =
  'kubectl get nodes -L nvidia.com/gpu-driver-upgrade-state,nvidia.com/cuda.driver-version.full';

const EVENTS =
  'kubectl get events --all-namespaces --field-selector involvedObject.kind=Node,involvedObject.name={node} | grep -i upgrade';

const LOOK: Remedy = {
  text: 'The controller drains the node, ends the driver’s pod and waits for the validator. What holds it up: pods that cannot be moved (without a controller, or with local data), a disruption budget, a driver that does not start. The label {stateLabel} of {node} can be set to upgrade-required to have it tried again.',
  commands: [
    STATES,
    EVENTS,
    'kubectl get pods --all-namespaces --field-selector spec.nodeName={node} -o wide',
    'kubectl label node {failed} {stateLabel}=upgrade-required --overwrite',
  ],
  docs: ['gpuDriverUpgrade'],
};

/** A driver upgrade is over, on every node. */
export const driverUpgrade = defineCheck({
  id: 'gpu.driver-upgrade',
  title: 'No upgrade of the GPU driver is half done',
  category: 'nvidia',
  description:
    'The GPU Operator replaces drivers node by node, and a ClusterPolicy stays ready while that stands still: some nodes are then left with the old driver, cordoned, or without their operands. The label that its upgrade controller keeps on each node tells how far it is.',
  verify: {
    text: 'The label must be upgrade-done, or absent, on every GPU node.',
    commands: [STATES],
  },
  scope: 'node',
  severity: 'recommended',
  uses: { gpus: gpuNodesObservation, stack: gpuStackObservation },
  dependsOn: ['platform.nodes-ready'],
  expected: 'upgrade-done',
  actual: '{state}',
  outcomes: {
    NoneUnderWay: {
      status: 'pass',
      says: 'No driver upgrade is under way on {node}. Its state is {state}',
    },
    UnderWay: {
      status: 'warn',
      // Until it is over driver and device plugin come and go.
      blocks: true,
      says: 'The driver of {node} is being replaced. The upgrade is at {state}[ for {minutes} {minutes:minute|minutes}]',
      remedy: {
        text: 'Wait until it is over, a node takes some minutes and the pods that run to their end on it.',
        commands: [STATES],
        docs: ['gpuDriverUpgrade'],
      },
    },
    TakesLong: {
      status: 'warn',
      says: 'The driver upgrade of {node} does not get on. It is at {state} for {minutes} {minutes:minute|minutes}',
      remedy: LOOK,
    },
    Waiting: {
      status: 'warn',
      says: '{node} waits for its driver upgrade. Before it comes {moving}',
      remedy: {
        text: 'Wait until it is over; how many nodes are done at once is driver.upgradePolicy.maxParallelUpgrades of the ClusterPolicy.',
        commands: [STATES],
        docs: ['gpuDriverUpgrade'],
      },
    },
    StandsStill: {
      status: 'warn',
      says: 'The driver upgrade stands still before {node}. It waits for it, and no other node is being upgraded[; it failed on {failures}][; policy {policy} has automatic upgrades switched off]',
      remedy: {
        text: 'See why the upgrade controller does not go on: automatic upgrades that were switched off half way, too many nodes that are unavailable (maxUnavailable), or a failure on another node. Until then nodes have different drivers.',
        commands: [
          STATES,
          "kubectl get clusterpolicy {named} -o jsonpath='{.spec.driver.upgradePolicy}'",
          'kubectl -n {namespace} logs deployment/{operator} --tail 200 | grep -i upgrade',
        ],
        docs: ['gpuDriverUpgrade'],
      },
    },
    Skipped: {
      status: 'warn',
      says: '{node} keeps its old driver. An upgrade is required, and its label {skipLabel} keeps the controller off it',
      remedy: {
        text: 'Take the label off when the node may be upgraded.',
        commands: ['kubectl label node {node} {skipLabel}-'],
        docs: ['gpuDriverUpgrade'],
      },
    },
    Failed: {
      status: 'fail',
      // What the driver itself says of it is to be seen as well.
      blocks: false,
      says: 'The driver upgrade of {node} failed. Its state is {state}: it stays so until somebody looks at it',
      remedy: LOOK,
    },
  },
  evaluate: ({ gpus, stack, profile, now }) => {
    const table = gpuSoftwareTable().driverUpgrade;
    const upgrades = gpus.forContainers.flatMap(({ name, node }) => {
      const upgrade = driverUpgradeOf(node);
      return upgrade ? [{ name, node, ...upgrade }] : [];
    });
    const moving = upgrades.filter(({ isMoving }) => isMoving);
    const failed = upgrades.filter(({ hasFailed }) => hasFailed);
    const { operator, policy } = stack;
    return forEachNode(upgrades, upgrade => {
      const { name, node, state, began } = upgrade;
      const minutes =
        began === undefined
          ? undefined
          : Math.max(0, Math.floor((now.getTime() - began) / 60_000));
      return {
        outcome: firstOf(
          [upgrade.isDone, 'NoneUnderWay'],
          [upgrade.hasFailed, 'Failed'],
          [upgrade.skipped, 'Skipped'],
          [upgrade.isWaiting && moving.length === 0, 'StandsStill'],
          [upgrade.isWaiting, 'Waiting'],
          [(minutes ?? 0) >= profile.gpu.operator.graceMinutes, 'TakesLong'],
          'UnderWay',
        ),
        values: {
          node: name,
          state,
          minutes,
          moving: namesOf(moving, 5),
          failures: namesOf(failed, 5) || undefined,
          failed: upgrade.hasFailed ? name : undefined,
          policy: policy?.upgradesOff ? policy.name : undefined,
          named: policy?.name,
          namespace: operator?.namespace,
          operator: operator?.name,
          stateLabel: table.state,
          skipLabel: table.skip,
        },
        evidence: evidenceOf(
          nodeRows(name, [
            { key: `label ${table.state}`, value: state },
            ...table.began.flatMap(key => {
              const value = node.annotations[key];
              return value ? [{ key: `annotation ${key}`, value }] : [];
            }),
          ]),
          upgrade.skipped && [`node/${name}`, `label ${table.skip}`, 'true'],
          upgrade.isWaiting && [
            'nodes at another step',
            undefined,
            namesOf(moving, 5) || 'none',
          ],
        ),
      };
    });
  },
});
