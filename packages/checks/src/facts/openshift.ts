import type { Condition } from '@runai-portal/backstage-plugin-runai-common';
import type { Fact } from '../declarations';
import { projectConditions } from './conditions';
import { defineFact, get, type GetRequest } from './request';
import { array, record, text } from './untrusted';

/**
 * A singleton of OpenShift's own configuration, where the cluster has it. `schedulers`, `proxies` and others exist in several
 * groups: this is the one of `config.openshift.io`.
 */
function openshiftConfig(resource: string, name: string): GetRequest {
  return get({
    group: 'config.openshift.io',
    version: 'v1',
    resource,
    name,
    whereServed: true,
  });
}

interface FromOpenShift {
  /** Whether `config.openshift.io` is served: it is from OpenShift 4 on. */
  readonly served: boolean;
}

/** How the control plane of an OpenShift cluster is laid out. */
export const openshiftInfrastructureFact = defineFact({
  id: 'openshift-infrastructure',
  title: 'OpenShift: infrastructure',
  requests: { infrastructure: openshiftConfig('infrastructures', 'cluster') },
  ttlSeconds: 300,
  collect: async ({
    ask,
    served,
  }): Promise<
    FromOpenShift & {
      /** `HighlyAvailable`, `SingleReplica` or `External` (the control plane is hosted elsewhere). */
      readonly controlPlaneTopology?: string;
    }
  > => {
    const object = await ask.infrastructure<{
      status?: { controlPlaneTopology?: string };
    }>();
    return {
      served: await served('infrastructure'),
      controlPlaneTopology: object?.status?.controlPlaneTopology,
    };
  },
});

/** Whether OpenShift places pods of users on its masters. */
export const openshiftSchedulerFact = defineFact({
  id: 'openshift-scheduler',
  title: 'OpenShift: whether masters take pods',
  requests: { scheduler: openshiftConfig('schedulers', 'cluster') },
  ttlSeconds: 300,
  collect: async ({
    ask,
    served,
  }): Promise<
    FromOpenShift & {
      /** Undefined where there is no Scheduler `cluster`; the field is false where it is left out. */
      readonly mastersSchedulable?: boolean;
    }
  > => {
    const object = await ask.scheduler<{
      spec?: { mastersSchedulable?: boolean };
    }>();
    return {
      served: await served('scheduler'),
      mastersSchedulable: object && object.spec?.mastersSchedulable === true,
    };
  },
});

/** What the cluster says of its OpenShift version. */
export interface OpenShiftVersionFact extends FromOpenShift {
  /** Absent where there is no ClusterVersion `version`. */
  readonly clusterVersion?: {
    readonly channel?: string;
    /** Newest first; a state is `Completed` or `Partial`. */
    readonly history: readonly {
      readonly version: string;
      readonly state: string;
    }[];
    readonly conditions: readonly Readonly<Condition>[];
  };
  /** The version that ClusterOperator `openshift-apiserver` runs; read only where ClusterVersion has no completed version. */
  readonly apiserverOperatorVersion?: string;
}

interface ClusterVersion {
  spec?: { channel?: string };
  status?: {
    history?: unknown;
    conditions?: unknown;
  };
}
interface ClusterOperator {
  status?: { versions?: unknown };
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
    const object = await ask.clusterVersion<ClusterVersion>();
    const history = array(object?.status?.history).flatMap(entry => {
      const version = text(record(entry)?.version);
      const state = text(record(entry)?.state);
      return version && state ? [{ version, state }] : [];
    });
    const isInstalled = history.some(({ state }) => state === 'Completed');
    const operator = isInstalled
      ? undefined
      : await ask.apiserver<ClusterOperator>();
    const versions = array(operator?.status?.versions).map(record);
    const operand =
      versions.find(entry => entry?.name === 'openshift-apiserver') ??
      versions.find(entry => entry?.name === 'operator');
    return {
      served: await served('clusterVersion'),
      clusterVersion: object && {
        channel: object.spec?.channel,
        history: history.slice(0, 20),
        conditions: projectConditions(object.status?.conditions),
      },
      apiserverOperatorVersion: text(operand?.version),
    };
  },
});
