import { openshiftVersionFact } from '../facts/openshift';
import { apiGroupsFact } from '../facts/request/apiGroups';
import { versionFact } from '../facts/version';
import { fact, type FactEntry } from './outcomes';

/** What `GET /version` told. */
export function versionEntry(gitVersion: string): FactEntry {
  return fact(versionFact, { gitVersion });
}

/** Which groups are served besides the core. */
export function groupsEntry(...groups: string[]): FactEntry {
  return fact(apiGroupsFact, {
    groups: Object.fromEntries(groups.map(group => [group, ['v1']])),
  });
}

/** ClusterVersion's history, newest first, and what condition Failing says where it is True. */
export function openshiftEntry(
  history: [version: string, state: string][],
  failing?: string,
): FactEntry {
  return fact(openshiftVersionFact, {
    clusterVersion: {
      history: history.map(([version, state]) => ({ version, state })),
      conditions: failing
        ? [{ type: 'Failing', status: 'True', message: failing }]
        : [],
    },
  });
}
