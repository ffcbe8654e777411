import type { Fact } from '../declarations';
import { defineFact } from './request';
import { openshiftConfig } from './openshiftConfig';

/** What OpenShift's scheduler is configured to do with masters. */
export interface OpenShiftSchedulerFact {
  /** Whether `config.openshift.io` is served. */
  readonly served: boolean;
  /** Undefined where there is no Scheduler `cluster`. */
  readonly mastersSchedulable?: boolean;
}

/** Whether OpenShift places pods of users on its masters. */
export const openshiftSchedulerFact: Fact<OpenShiftSchedulerFact> = defineFact({
  id: 'openshift-scheduler',
  title: 'OpenShift: whether masters take pods',
  requests: { scheduler: openshiftConfig('schedulers', 'cluster') },
  ttlSeconds: 300,
  collect: async ({ ask, served }) => {
    if (!(await served('scheduler'))) {
      return { served: false };
    }
    const object = await ask.scheduler<{
      spec?: { mastersSchedulable?: boolean };
    }>();
    // The field is false where it is left out.
    return {
      served: true,
      mastersSchedulable: object && object.spec?.mastersSchedulable === true,
    };
  },
});
