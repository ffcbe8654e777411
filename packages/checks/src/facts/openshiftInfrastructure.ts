import { defineFact } from '../declarations';
import { apiGroupsFact, serves } from './apiGroups';
import { OPENSHIFT_CONFIG, readIfThere } from './openshiftConfig';

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
export const openshiftInfrastructureFact =
  defineFact<OpenShiftInfrastructureFact>({
    id: 'openshift-infrastructure',
    title: 'OpenShift: infrastructure',
    permissions: [
      {
        verb: 'get',
        group: OPENSHIFT_CONFIG,
        resource: 'infrastructures',
        onlyWhereServed: true,
      },
    ],
    ttlSeconds: 300,
    collect: async context => {
      if (!serves(await context.get(apiGroupsFact), OPENSHIFT_CONFIG)) {
        return { served: false };
      }
      const status = (
        await readIfThere<Infrastructure>(context, 'infrastructures', 'cluster')
      )?.status;
      return {
        served: true,
        platform: status?.platformStatus?.type ?? status?.platform,
        controlPlaneTopology: status?.controlPlaneTopology,
        infrastructureTopology: status?.infrastructureTopology,
      };
    },
  });
