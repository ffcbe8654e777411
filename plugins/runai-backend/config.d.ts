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
          /** What the portal's Kubernetes plugin is configured with (`kubernetes.clusterLocatorMethods`). */
          type: 'kubernetes';
          /** Of Google's Kubernetes Engine API, where locators of type gke shall not ask https://container.googleapis.com. */
          gkeEndpoint?: string;
        }
      | {
          /** Entities of the catalog: `Resource`, `spec.type: kubernetes-cluster`. */
          type: 'catalog';
          /**
           * Servers that entities may name though they are private addresses, e.g. https://10.0.0.5:6443 or
           * https://*.corp.example; every port where none is named.
           */
          allowUrls?: string[];
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
     * Settings by cluster; detected values are shown beside declared ones. What this version does not act on yet (prometheus,
     * proxy, probes, controlPlane.clusterId, .caFile and .auth) is refused.
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
      /**
       * For a cluster whose source gives none (the catalog, or authentication of people in the Kubernetes plugin); they go before
       * those of the source. Either `token` or `tokenFile`.
       */
      credentials?: {
        /**
         * @visibility secret
         */
        token?: string;
        /** Relative to the configuration file that holds `clusters`; read again when it changes. */
        tokenFile?: string;
        /** The only server that may see them, e.g. https://gpu-prod.example:6443; whatever the source says where absent. */
        server?: string;
      };
      /**
       * The proxy that the cluster's API server is reached by: http://, https:// or socks5://; may hold a user and a password.
       *
       * @visibility secret
       */
      proxyUrl?: string;
      /** trial where absent. */
      environment?: 'production' | 'trial';
      mode?: 'cloud' | 'hybrid' | 'fullyOnPrem' | 'airGapped';
      profile?: string;
      existingPrometheus?: boolean;
      /** manual where absent. guided: the vendor's installer brings the prerequisites that it can. */
      installPath?: 'guided' | 'manual';
      /** supportEntitled where absent. */
      edition?: 'openSource' | 'supportEntitled';
      /** What the cluster is used for; nothing of it where absent. */
      uses?: ('inference' | 'distributed' | 'fractions' | 'rdma')[];
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
