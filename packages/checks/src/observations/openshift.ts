import { defineObservation, type ValueOf } from '../declarations';
import { conditionOf } from '../facts/conditions';
import { openshiftVersionFact } from '../facts/openshift';
import { serves, type ApiGroupsFact } from '../facts/request/apiGroups';

const CONFIG = 'config.openshift.io';

/** Whether this is OpenShift, of any version. */
export function isOpenShift(apiGroups: ApiGroupsFact): boolean {
  return [CONFIG, 'apps.openshift.io'].some(name => serves(apiGroups, name));
}

/** OpenShift 3 has no ClusterVersion and no group of configuration, only OpenShift's own workloads. */
export function isOpenShift3(apiGroups: ApiGroupsFact): boolean {
  return isOpenShift(apiGroups) && !serves(apiGroups, CONFIG);
}

/** Which OpenShift runs, what is being installed over it, and what fails. */
export type OpenShiftUpdate = ValueOf<typeof openshiftUpdateObservation>;

/** OpenShift's own account of its versions: an update that never becomes complete does not count. */
export const openshiftUpdateObservation = defineObservation({
  id: 'openshift-update',
  uses: { version: openshiftVersionFact },
  observe: ({ version: { clusterVersion, apiserverOperatorVersion } }) => {
    const { history = [], conditions = [], channel } = clusterVersion ?? {};
    const completed = history
      .filter(({ state }) => state === 'Completed')
      .map(({ version }) => version);
    const [newest] = history;
    const target = newest?.state === 'Completed' ? undefined : newest?.version;
    const failing = conditionOf(conditions, 'Failing');
    return {
      /** The newest version that was installed completely; as the operator of the API server tells it where history has none. */
      running: completed[0] ?? apiserverOperatorVersion,
      /** What is being installed: what ran before, in a rollback. */
      target,
      direction: target && completed.includes(target) ? 'rollback' : 'upgrade',
      /** What the cluster version operator says of condition Failing, where it is True. */
      failing:
        failing?.status === 'True'
          ? failing.message || failing.reason || 'Failing=True'
          : undefined,
      /** Newest first. */
      history,
      channel,
      /** The version that the operator of the API server tells. */
      operator: apiserverOperatorVersion,
    };
  },
});
