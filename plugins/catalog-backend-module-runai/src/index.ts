/**
 * The clusters of the runai plugin as entities of the catalog, and a look at those that people write.
 *
 * @packageDocumentation
 */
export { catalogModuleRunai as default } from './module';
