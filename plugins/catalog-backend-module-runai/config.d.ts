import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  catalog?: {
    providers?: {
      /** The clusters of `runai.sources` as entities: `Resource`, `spec.type: kubernetes-cluster`. */
      runai?: {
        /** How often the clusters are asked for: every minute, for 30 seconds at most, where absent. */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
        /** Entity reference, for clusters whose settings name no owner that the catalog takes; `group:default/unknown` where absent. */
        owner?: string;
        /** Entity reference, for clusters whose settings name no system; none where absent. */
        system?: string;
        /** For clusters whose settings name none; none where absent. */
        lifecycle?: string;
        /** Of the entities; `default` where absent. */
        namespace?: string;
        /**
         * How the portal's Kubernetes plugin shall log in to clusters of a kubeconfig, or of a source that a module brings, e.g. oidc.
         * Without it these entities are none of its clusters. `serviceAccount` is what the plugin takes from no entity.
         */
        kubernetesAuthProvider?: string;
        /** With `kubernetesAuthProvider: oidc`: the provider of the portal's sign-in whose tokens the clusters take, e.g. okta. */
        kubernetesOidcTokenProvider?: string;
        /** Authentication strategies that the portal's own modules bring to its Kubernetes plugin; entities may name them, too. */
        authProviders?: string[];
      };
    };
  };
}
