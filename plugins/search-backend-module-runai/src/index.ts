/**
 * Clusters and checks in the portal's search.
 *
 * @packageDocumentation
 */
export { searchModuleRunai as default } from './module';
