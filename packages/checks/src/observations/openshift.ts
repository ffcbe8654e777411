import { serves, type ApiGroupsFact } from '../facts/request/apiGroups';

/** Whether this is OpenShift, of any version. */
export function isOpenShift(apiGroups: ApiGroupsFact): boolean {
  return serves(apiGroups, 'config.openshift.io') || isOpenShift3(apiGroups);
}

/** OpenShift 3 has no ClusterVersion and no group of configuration, only OpenShift's own workloads. */
export function isOpenShift3(apiGroups: ApiGroupsFact): boolean {
  return (
    serves(apiGroups, 'apps.openshift.io') &&
    !serves(apiGroups, 'config.openshift.io')
  );
}
