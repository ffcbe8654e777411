/**
 * GPU clusters in the portal: their health, whether they are ready for Run:ai, and how far its installation is.
 *
 * @packageDocumentation
 */
export { runaiPlugin, RunaiPage } from './plugin';
export { runaiApiRef } from './api';
export { rootRouteRef, clusterRouteRef } from './routes';
export { runaiTranslationRef } from './translation';
