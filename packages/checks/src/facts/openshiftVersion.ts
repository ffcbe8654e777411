import type { Fact } from '../declarations';
import type { Condition } from '@runai-portal/backstage-plugin-runai-common';
import { defineFact } from './request';
import { projectConditions } from './conditions';
import { openshiftConfig } from './openshiftConfig';

/** An entry of ClusterVersion's history, newest first in the list. */
export interface OpenShiftUpdate {
  readonly version: string;
  /** `Completed` or `Partial`. */
  readonly state: string;
  readonly startedTime?: string;
  readonly completionTime?: string;
}

/** What the cluster says of its OpenShift version. */
export interface OpenShiftVersionFact {
  /** Whether `config.openshift.io` is served: it is from OpenShift 4 on. */
  readonly served: boolean;
  /** Absent where there is no ClusterVersion `version`. */
  readonly clusterVersion?: {
    readonly desired?: string;
    readonly channel?: string;
    readonly history: readonly OpenShiftUpdate[];
    readonly conditions: readonly Readonly<Condition>[];
  };
  /** The version that ClusterOperator `openshift-apiserver` runs; read only where ClusterVersion has no completed version. */
  readonly apiserverOperatorVersion?: string;
}

interface ClusterVersion {
  spec?: { channel?: string };
  status?: {
    desired?: { version?: string };
    history?: OpenShiftUpdate[];
    conditions?: unknown;
  };
}
interface ClusterOperator {
  status?: { versions?: { name?: string; version?: string }[] };
}

/** OpenShift's version: ClusterVersion, else the version of the operator that runs its API server. */
export const openshiftVersionFact: Fact<OpenShiftVersionFact> = defineFact({
  id: 'openshift-version',
  title: 'OpenShift version and updates',
  requests: {
    clusterVersion: openshiftConfig('clusterversions', 'version'),
    apiserver: openshiftConfig('clusteroperators', 'openshift-apiserver'),
  },
  ttlSeconds: 60,
  collect: async ({ ask, served }) => {
    if (!(await served('clusterVersion'))) {
      return { served: false };
    }
    const object = await ask.clusterVersion<ClusterVersion>();
    const history = listOf(object?.status?.history).filter(
      entry =>
        typeof entry?.version === 'string' && typeof entry.state === 'string',
    );
    const clusterVersion = object && {
      desired: object.status?.desired?.version,
      channel: object.spec?.channel,
      history: history
        .slice(0, 20)
        .map(({ version, state, startedTime, completionTime }) => ({
          version,
          state,
          startedTime,
          completionTime: completionTime ?? undefined,
        })),
      conditions: projectConditions(object.status?.conditions),
    };
    if (history.some(entry => entry.state === 'Completed')) {
      return { served: true, clusterVersion };
    }
    const operator = await ask.apiserver<ClusterOperator>();
    const versions = listOf(operator?.status?.versions);
    const operand =
      versions.find(entry => entry?.name === 'openshift-apiserver') ??
      versions.find(entry => entry?.name === 'operator');
    return {
      served: true,
      clusterVersion,
      apiserverOperatorVersion: operand?.version,
    };
  },
});

function listOf<T>(value: T[] | null | undefined): T[] {
  return Array.isArray(value) ? value : [];
}
