import { defineObservation } from '../declarations';
import { conditionOf } from '../facts/conditions';
import {
  openshiftVersionFact,
  type OpenShiftUpdate,
} from '../facts/openshiftVersion';

/** Which OpenShift runs, what is being installed over it, and what fails. */
export interface OpenShiftUpdateState {
  /** The newest version that was installed completely; as the operator of the API server tells it where history has none. */
  readonly running?: string;
  /** What is being installed. */
  readonly target?: string;
  /** `rollback` where the target is what ran before. */
  readonly direction?: 'upgrade' | 'rollback';
  /** What the cluster version operator says of condition Failing, where it is True. */
  readonly failing?: string;
  /** Newest first. */
  readonly history: readonly OpenShiftUpdate[];
  /** The version that the operator of the API server tells. */
  readonly operator?: string;
}

/** OpenShift's own account of its versions: an update that never becomes complete does not count. */
export const openshiftUpdateObservation = defineObservation({
  id: 'openshift-update',
  uses: { version: openshiftVersionFact },
  observe: ({
    version: { clusterVersion, apiserverOperatorVersion: operator },
  }): OpenShiftUpdateState => {
    const history = clusterVersion?.history ?? [];
    const completed = history.filter(({ state }) => state === 'Completed');
    const running = completed[0]?.version ?? operator;
    const newest = history[0];
    const target =
      newest && newest.state !== 'Completed' ? newest.version : undefined;
    const failing = conditionOf(clusterVersion?.conditions ?? [], 'Failing');
    return {
      running,
      target,
      direction:
        target && completed.some(({ version }) => version === target)
          ? 'rollback'
          : 'upgrade',
      failing:
        failing?.status === 'True'
          ? failing.message || failing.reason || 'Failing=True'
          : undefined,
      history,
      operator,
    };
  },
});
