import { defineFact } from '../declarations';
import { apiGroupsFact, serves } from './apiGroups';
import { OPENSHIFT_CONFIG, readIfThere } from './openshiftConfig';

/** What OpenShift's scheduler is configured to do with masters. */
export interface OpenShiftSchedulerFact {
  /** Whether `config.openshift.io` is served. */
  readonly served: boolean;
  /** Undefined where there is no Scheduler `cluster`. */
  readonly mastersSchedulable?: boolean;
}

/** Whether OpenShift places pods of users on its masters. */
export const openshiftSchedulerFact = defineFact<OpenShiftSchedulerFact>({
  id: 'openshift-scheduler',
  title: 'OpenShift: whether masters take pods',
  permissions: [
    {
      verb: 'get',
      group: OPENSHIFT_CONFIG,
      resource: 'schedulers',
      onlyWhereServed: true,
    },
  ],
  ttlSeconds: 300,
  collect: async context => {
    if (!serves(await context.get(apiGroupsFact), OPENSHIFT_CONFIG)) {
      return { served: false };
    }
    const object = await readIfThere<{
      spec?: { mastersSchedulable?: boolean };
    }>(context, 'schedulers', 'cluster');
    // The field is false where it is left out.
    return {
      served: true,
      mastersSchedulable: object && object.spec?.mastersSchedulable === true,
    };
  },
});
