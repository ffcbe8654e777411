import type { Condition } from '@runai-portal/backstage-plugin-runai-common';
import type { Fact } from '../declarations';
import { projectConditions } from './conditions';
import { defineFact, get, type GetRequest } from './request';
import { array, fieldsAt, text } from './untrusted';

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

/** How the control plane is laid out: `HighlyAvailable`, `SingleReplica` or `External`, where it is hosted elsewhere. */
export const openshiftInfrastructureFact: Fact<
  FromOpenShift & { readonly controlPlaneTopology?: string }
> = defineFact({
  id: 'openshift-infrastructure',
  title: 'OpenShift: infrastructure',
  requests: { infrastructure: openshiftConfig('infrastructures', 'cluster') },
  ttlSeconds: 300,
  collect: async ({ ask, served }) => {
    const status = fieldsAt(await ask.infrastructure(), 'status');
    return {
      served: await served('infrastructure'),
      controlPlaneTopology: text(status.controlPlaneTopology),
    };
  },
});

/** Whether OpenShift places pods of users on its masters; not told where there is no Scheduler `cluster`. */
export const openshiftSchedulerFact: Fact<
  FromOpenShift & { readonly mastersSchedulable?: boolean }
> = defineFact({
  id: 'openshift-scheduler',
  title: 'OpenShift: whether masters take pods',
  requests: { scheduler: openshiftConfig('schedulers', 'cluster') },
  ttlSeconds: 300,
  collect: async ({ ask, served }) => {
    const object = await ask.scheduler();
    const { mastersSchedulable } = fieldsAt(object, 'spec');
    return {
      served: await served('scheduler'),
      // The field is false where it is left out.
      mastersSchedulable: object ? mastersSchedulable === true : undefined,
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
    const object = await ask.clusterVersion();
    const status = fieldsAt(object, 'status');
    const history = array(status.history).flatMap(entry => {
      const version = text(fieldsAt(entry).version);
      const state = text(fieldsAt(entry).state);
      return version && state ? [{ version, state }] : [];
    });
    const isInstalled = history.some(({ state }) => state === 'Completed');
    const operator = isInstalled ? undefined : await ask.apiserver();
    const versions = array(fieldsAt(operator, 'status').versions).map(entry =>
      fieldsAt(entry),
    );
    const versionOf = (operand: string) =>
      text(versions.find(({ name }) => name === operand)?.version);
    return {
      served: await served('clusterVersion'),
      clusterVersion: object
        ? {
            channel: text(fieldsAt(object, 'spec').channel),
            history: history.slice(0, 20),
            conditions: projectConditions(status.conditions),
          }
        : undefined,
      apiserverOperatorVersion:
        versionOf('openshift-apiserver') ?? versionOf('operator'),
    };
  },
});
