/**
 * Actions of the scaffolder that register a GPU cluster.
 *
 * @packageDocumentation
 */
export { scaffolderModuleRunai as default } from './module';
export { createClusterEntityAction } from './actions/clusterEntity';
