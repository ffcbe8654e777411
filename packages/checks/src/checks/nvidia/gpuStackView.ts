import type { FactOutcome } from '../../declarations';
import type { DraNodeFact } from '../../facts/gpuDra';
import type { GpuOperatorFact } from '../../facts/gpuOperator';
import type { NodeFact } from '../../facts/nodeFact';
import type { PodFact } from '../../facts/pod';
import type { WorkloadFact } from '../../facts/workload';
import type { Profile } from '../../profiles';
import { remember } from '../../observations/remember';
import {
  isDriverDaemonSet,
  selects,
  usesDra,
} from '../../observations/gpuStack';

/** A DaemonSet that installs drivers. */
export interface DriverDaemonSet {
  readonly workload: WorkloadFact;
  /** Ready on as many nodes as its selector takes: then also on the one that is looked at. */
  readonly readyOnAll: boolean;
}

/** What a node's driver is judged by, besides the node: looked up once for all nodes. */
export interface GpuStackView {
  readonly profile: Profile;
  /** The driver DaemonSet that is meant for nodes with these labels; one that wants pods goes before one that wants none. */
  readonly driverDaemonSetFor: (
    labels: NodeFact['labels'],
  ) => DriverDaemonSet | undefined;
  /** GPUs are offered by Dynamic Resource Allocation. */
  readonly dra: boolean;
  readonly operator: GpuOperatorFact;
  /** Driver pods that are not ready, by node; empty where pods could not be read. */
  readonly podsDown: ReadonlyMap<string, PodFact>;
  /** Driver versions that ResourceSlices tell, by node; empty where they could not be read. */
  readonly sliceVersions: ReadonlyMap<string, string>;
}

/** Draws the view from the facts that both checks of the driver and the device plugin rest on. */
export function gpuStackView({
  profile,
  facts: { nodes, workloads, operator },
  optional,
}: {
  profile: Profile;
  facts: {
    nodes: readonly NodeFact[];
    workloads: readonly WorkloadFact[];
    operator: GpuOperatorFact;
  };
  optional: {
    driverPods: FactOutcome<readonly PodFact[]>;
    dra: FactOutcome<readonly DraNodeFact[]>;
  };
}): GpuStackView {
  const pods = optional.driverPods.ok ? optional.driverPods.value : [];
  const slices = optional.dra.ok ? optional.dra.value : [];
  const driverDaemonSets = workloads
    .filter(isDriverDaemonSet)
    .map(workload => ({
      workload,
      readyOnAll: workload.ready >= countSelected(workload, nodes),
    }));
  return {
    profile,
    operator,
    driverDaemonSetFor: remember((labels: NodeFact['labels']) => {
      const meant = driverDaemonSets.filter(({ workload }) =>
        selects(workload, labels),
      );
      return meant.find(({ workload }) => workload.desired > 0) ?? meant[0];
    }),
    dra: usesDra(workloads, operator, profile.namespaces.cluster),
    podsDown: firstByNode(
      pods.filter(({ ready }) => !ready),
      pod => pod,
    ),
    sliceVersions: firstByNode(
      slices.filter(({ driverVersion }) => driverVersion),
      ({ driverVersion }) => driverVersion,
    ),
  };
}

function countSelected(
  workload: WorkloadFact,
  nodes: readonly NodeFact[],
): number {
  const selected = remember((labels: NodeFact['labels']) =>
    selects(workload, labels),
  );
  return nodes.filter(({ labels }) => selected(labels)).length;
}

function firstByNode<Item extends { node?: string }, Value>(
  items: readonly Item[],
  valueOf: (item: Item) => Value | undefined,
): Map<string, Value> {
  const found = new Map<string, Value>();
  for (const item of items) {
    const value = valueOf(item);
    if (item.node && value !== undefined && !found.has(item.node)) {
      found.set(item.node, value);
    }
  }
  return found;
}
