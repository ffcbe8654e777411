import { projectConditions } from './conditions';
import { defineFact } from './request';
import { array, fieldsAt, text } from './untrusted';

/**
 * A singleton of OpenShift's own configuration, where the cluster has it. `schedulers`, `proxies` and others exist in several
 * groups: this is the one of `config.openshift.io`, which is there from OpenShift 4 on.
 */
function openshiftConfig(resource: string, name: string) {
  const group = 'config.openshift.io';
  return { verb: 'get', group, resource, name, whereServed: true } as const;
}

/** How the control plane is laid out. */
export const openshiftInfrastructureFact = defineFact({
  id: 'openshift-infrastructure',
  title: 'OpenShift: infrastructure',
  requests: { infrastructure: openshiftConfig('infrastructures', 'cluster') },
  ttlSeconds: 300,
  collect: async ({ ask, served }) => {
    const status = fieldsAt(await ask.infrastructure(), 'status');
    return {
      served: await served('infrastructure'),
      /** `HighlyAvailable`, `SingleReplica` or `External`, where it is hosted elsewhere. */
      controlPlaneTopology: text(status.controlPlaneTopology),
    };
  },
});

/** Whether OpenShift places pods of users on its masters; not told where there is no Scheduler `cluster`. */
export const openshiftSchedulerFact = defineFact({
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

/** OpenShift's version: ClusterVersion, else the version of the operator that runs its API server. */
export const openshiftVersionFact = defineFact({
  id: 'openshift-version',
  title: 'OpenShift version and updates',
  requests: {
    clusterVersion: openshiftConfig('clusterversions', 'version'),
    apiserver: openshiftConfig('clusteroperators', 'openshift-apiserver'),
  },
  ttlSeconds: 60,
  collect: async ({ ask, served }) => {
    const clusterVersion = projectClusterVersion(await ask.clusterVersion());
    const isInstalled = clusterVersion?.history.some(
      ({ state }) => state === 'Completed',
    );
    const operator = isInstalled ? undefined : await ask.apiserver();
    const versions = array(fieldsAt(operator, 'status').versions).map(entry =>
      fieldsAt(entry),
    );
    const versionOf = (operand: string) =>
      text(versions.find(({ name }) => name === operand)?.version);
    return {
      served: await served('clusterVersion'),
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
        history: array(history)
          .flatMap(entry => {
            const version = text(fieldsAt(entry).version);
            const state = text(fieldsAt(entry).state);
            return version && state ? [{ version, state }] : [];
          })
          .slice(0, 20),
        conditions: projectConditions(conditions),
      };
}
