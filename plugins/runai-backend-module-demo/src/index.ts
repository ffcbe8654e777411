/**
 * The demo, for a portal that is tried out: simulated clusters, and people to sign in as.
 *
 * @remarks The default export is the module of the runai plugin that serves the clusters. The people are a feature of their own,
 * `demoSignInModule`.
 *
 * @packageDocumentation
 */
export { demoClustersModule as default } from './clusters/demoClustersModule';
export { DEMO_PEOPLE, userRefOf, type DemoPerson } from './people/demoPeople';
export { demoPeopleMaySignIn, hasDemoClustersOnly } from './people/demoSignIn';
export { demoSignInModule } from './people/demoSignInModule';
