import { projectConditions } from './conditions';
import { projectProxy } from './proxyVariables';
import { defineFact } from './request';
import { servedVersion } from './request/apiGroups';
import { fieldsAt, fieldsIn, text } from './untrusted';

/**
 * A singleton of OpenShift's own configuration, where the cluster has it. `schedulers`, `proxies` and others exist in several
 * groups: this is the one of `config.openshift.io`, which is there from OpenShift 4 on.
 */
function openshiftConfig(resource: string, name: string) {
  return {
    verb: 'get',
    group: 'config.openshift.io',
    version: 'v1',
    resource,
    name,
    whereServed: true,
  } as const;
}

/** How the control plane is laid out. */
export const openshiftInfrastructureFact = defineFact({
  id: 'openshift-infrastructure',
  title: 'OpenShift: infrastructure',
  requests: { infrastructure: openshiftConfig('infrastructures', 'cluster') },
  ttlSeconds: 300,
  collect: async ({ ask }) => {
    const status = fieldsAt(await ask.infrastructure(), 'status');
    return {
      /** `HighlyAvailable`, `SingleReplica` or `External`, where it is hosted elsewhere. */
      controlPlaneTopology: text(status.controlPlaneTopology),
    };
  },
});

/** The proxy that OpenShift gives to nodes and operators. */
export const openshiftProxyFact = defineFact({
  id: 'openshift-proxy',
  title: 'OpenShift: proxy of the cluster',
  requests: { proxy: openshiftConfig('proxies', 'cluster') },
  ttlSeconds: 300,
  collect: async ({ ask }) => {
    const { spec, status } = fieldsAt(await ask.proxy());
    // The operator completes NO_PROXY with the networks of the cluster and writes it into the status.
    return {
      proxy: projectProxy(fieldsAt(status)) ?? projectProxy(fieldsAt(spec)),
    };
  },
});

const SCHEDULER = openshiftConfig('schedulers', 'cluster');

/** Whether OpenShift places pods of users on its masters; not told where there is no Scheduler `cluster`. */
export const openshiftSchedulerFact = defineFact({
  id: 'openshift-scheduler',
  title: 'OpenShift: whether masters take pods',
  requests: { scheduler: SCHEDULER },
  ttlSeconds: 300,
  collect: async ({ ask, get }) => {
    const object = await ask.scheduler();
    const { mastersSchedulable } = fieldsAt(object, 'spec');
    return {
      served: (await servedVersion({ get }, SCHEDULER)) !== undefined,
      // The field is false where it is left out.
      mastersSchedulable: object ? mastersSchedulable === true : undefined,
    };
  },
});

/** OpenShift's version: ClusterVersion, else the version of the operator that runs its API server. */
export const openshiftVersionFact = defineFact({
  id: 'openshift-version',
  title: 'OpenShift version and updates',
  requests: {
    clusterVersion: openshiftConfig('clusterversions', 'version'),
    apiserver: openshiftConfig('clusteroperators', 'openshift-apiserver'),
  },
  ttlSeconds: 60,
  collect: async ({ ask }) => {
    const clusterVersion = projectClusterVersion(await ask.clusterVersion());
    const isInstalled = clusterVersion?.history.some(
      ({ state }) => state === 'Completed',
    );
    const operator = isInstalled ? undefined : await ask.apiserver();
    const versions = fieldsIn(fieldsAt(operator, 'status').versions);
    const versionOf = (operand: string) =>
      text(versions.find(({ name }) => name === operand)?.version);
    return {
      /** Absent where there is no ClusterVersion `version`. */
      clusterVersion,
      /** The version that ClusterOperator `openshift-apiserver` runs; read only where ClusterVersion has no completed version. */
      apiserverOperatorVersion:
        versionOf('openshift-apiserver') ?? versionOf('operator'),
    };
  },
});

function projectClusterVersion(object: unknown) {
  const { spec, status } = fieldsAt(object);
  const { history, conditions } = fieldsAt(status);
  return object === undefined
    ? undefined
    : {
        channel: text(fieldsAt(spec).channel),
        /** Newest first; a state is `Completed` or `Partial`. */
        history: fieldsIn(history)
          .flatMap(entry => {
            const version = text(entry.version);
            const state = text(entry.state);
            return version && state ? [{ version, state }] : [];
          })
          .slice(0, 20),
        conditions: projectConditions(conditions),
      };
}
