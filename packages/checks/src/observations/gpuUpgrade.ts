import type { NodeFact } from '../facts/nodeFact';
import { gpuSoftwareTable } from '../profiles/tables';

/** How far the operator's upgrade controller is with the driver of a node; undefined where it has nothing to do with it. */
export function driverUpgradeOf({
  labels,
  annotations,
}: Pick<NodeFact, 'labels' | 'annotations'>) {
  const { driverUpgrade } = gpuSoftwareTable();
  const state = labels[driverUpgrade.state];
  if (!state) {
    return undefined;
  }
  const { done, waiting, failed, began, skip } = driverUpgrade;
  const rest = [done, waiting, failed];
  const seconds = began
    .map(key => Number(annotations[key]))
    .filter(second => Number.isFinite(second) && second > 0);
  return {
    state,
    /** It is at one of the steps: the node is cordoned, its pods are moved, its driver is replaced. */
    isMoving: !rest.includes(state),
    isDone: state === done,
    isWaiting: state === waiting,
    hasFailed: state === failed,
    /** The administrator keeps the controller off it. */
    skipped: labels[skip] === 'true',
    /** When the step began, in milliseconds, where the controller wrote it down. */
    began: seconds.length > 0 ? Math.max(...seconds) * 1000 : undefined,
  };
}
