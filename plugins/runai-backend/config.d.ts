import type { HumanDuration, JsonObject } from '@backstage/types';

export interface Config {
  /** Run:ai: which GPU clusters there are, and what is known of them. */
  runai?: {
    /** Id of the requirement profile for clusters that name none. */
    profile?: string;
    /** Files with further profiles; relative to the configuration file that holds this key. */
    profiles?: string[];
    /** Where clusters come from. Without this key the demo is shown, where the portal brings it. */
    sources?: Array<
      | {
          /** The contexts of a kubeconfig file. */
          type: 'kubeconfig';
          /** Relative to the configuration file that holds `sources`. */
          path: string;
          /** All where absent. */
          contexts?: string[];
          /**
           * Run the credential plugins (`exec`) that it names. Always where the portal listens on its own machine alone, else only
           * where this is true: whoever can write the file says what runs.
           */
          allowExec?: boolean;
        }
      | {
          /** Simulated clusters. */
          type: 'demo';
          /** Allows other sources beside it. */
          mixed?: boolean;
        }
      | {
          /** A source that a module brings. */
          type: string;
        }
    >;
    /** Has the proxy on where the permission framework is off, so that everybody who is signed in may use it. */
    allowWithoutPermissions?: boolean;
    /**
     * Settings by cluster; detected values are shown beside declared ones. What this version does not act on yet (system,
     * lifecycle, prometheus, proxy, probes, controlPlane.clusterId, .caFile and .auth) is refused.
     */
    clusters?: Array<{
      /** The portal's name of the cluster, or the source's own. */
      name: string;
      title?: string;
      /** Entity reference, e.g. group:default/ml-platform */
      owner?: string;
      system?: string;
      lifecycle?: string;
      labels?: { [key: string]: string };
      contact?: { title: string; url?: string };
      /** trial where absent. */
      environment?: 'production' | 'trial';
      mode?: 'cloud' | 'hybrid' | 'fullyOnPrem' | 'airGapped';
      profile?: string;
      existingPrometheus?: boolean;
      /** host[:port] of the registry that images are pulled from. */
      registry?: string;
      storage?: { class?: string; nfsServer?: string };
      /** A label selector. */
      systemNodes?: { selector: string };
      /** A label selector. */
      gpuNodes?: { selector: string };
      controlPlane?: {
        url: string;
        clusterId?: string;
        caFile?: string;
        /**
         * @deepVisibility secret
         */
        auth?: JsonObject;
      };
      prometheus?: {
        url: string;
        /**
         * @visibility secret
         */
        token?: string;
      };
      /** The addresses may hold a user and a password. */
      proxy?: {
        /**
         * @visibility secret
         */
        httpsProxy?: string;
        /**
         * @visibility secret
         */
        httpProxy?: string;
        noProxy?: string;
      };
      maintenance?: { until: string; reason: string };
      probes?: {
        enabled?: boolean;
        namespace?: string;
        image?: string;
        schedule?: JsonObject;
      };
      /** People with the permission read the cluster's API through the portal; off where absent. */
      kubernetesProxy?: {
        enabled?: boolean;
        /**
         * What may be read, in the place of the default. A subresource stands behind a slash (pods/log); with `names` those objects
         * alone. Secrets, and what acts, are never passed on.
         */
        resources?: Array<{
          group?: string;
          resource: string;
          namespace?: string;
          names?: string[];
        }>;
        /** Beside the default, or beside `resources`. */
        additionalResources?: Array<{
          group?: string;
          resource: string;
          namespace?: string;
          names?: string[];
        }>;
        /** At once, on each replica; 40 where absent. */
        requestsPerUser?: number;
        /** At once, on each replica; 64 where absent. */
        requestsPerCluster?: number;
      };
    }>;
    schedule?: {
      /** How often a cluster's state is read; 60 seconds where absent. */
      health?: HumanDuration | string;
      /** How often its checks run; 15 minutes where absent. */
      checks?: HumanDuration | string;
    };
  };
}
