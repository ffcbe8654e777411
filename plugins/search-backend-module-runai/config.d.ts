import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  search?: {
    collators?: {
      /** Clusters and checks in the portal's search. */
      runai?: {
        /** How often they are read anew; every 5 minutes where absent. */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
        /** The path of the fleet's page; `/runai` where absent. */
        fleetLocation?: string;
        /** The path of a cluster's page, `:name` for its name; `/runai/clusters/:name` where absent. */
        clusterLocation?: string;
        /** The path of a check's page, `:id` for its id; `/runai/checks/:id` where absent. */
        checkLocation?: string;
      };
    };
  };
}
