import type { Fact } from '../declarations';
import { defineFact } from './request';
import { openshiftConfig } from './openshiftConfig';

/** Where an OpenShift cluster runs, and how its control plane is laid out. */
export interface OpenShiftInfrastructureFact {
  /** Whether `config.openshift.io` is served. */
  readonly served: boolean;
  /** `BareMetal`, `AWS`, `None` and so on. */
  readonly platform?: string;
  /** `HighlyAvailable`, `SingleReplica` or `External` (the control plane is hosted elsewhere). */
  readonly controlPlaneTopology?: string;
  readonly infrastructureTopology?: string;
}

interface Infrastructure {
  status?: {
    platform?: string;
    platformStatus?: { type?: string };
    controlPlaneTopology?: string;
    infrastructureTopology?: string;
  };
}

/** OpenShift's infrastructure object. */
export const openshiftInfrastructureFact: Fact<OpenShiftInfrastructureFact> =
  defineFact({
    id: 'openshift-infrastructure',
    title: 'OpenShift: infrastructure',
    requests: { infrastructure: openshiftConfig('infrastructures', 'cluster') },
    ttlSeconds: 300,
    collect: async ({ ask, served }) => {
      if (!(await served('infrastructure'))) {
        return { served: false };
      }
      const status = (await ask.infrastructure<Infrastructure>())?.status;
      return {
        served: true,
        platform: status?.platformStatus?.type ?? status?.platform,
        controlPlaneTopology: status?.controlPlaneTopology,
        infrastructureTopology: status?.infrastructureTopology,
      };
    },
  });
