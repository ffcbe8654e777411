/** What the front end of this portal reads of the configuration, beyond what its plugins do. */
export interface Config {
  runai?: {
    sources?: Array<{
      /**
       * Tells the sign-in page whether all clusters are simulated ones.
       *
       * @visibility frontend
       */
      type: string;
    }>;
  };
}
