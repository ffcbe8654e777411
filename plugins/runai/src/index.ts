/**
 * GPU clusters in the portal: their health, whether they are ready for Run:ai, and how far its installation is.
 *
 * @remarks The default export is the plugin for portals of the new frontend system; `runaiPlugin` and its pages are for those of
 * the old one.
 *
 * @packageDocumentation
 */
export { default } from './frontendPlugin';
export {
  runaiPlugin,
  RunaiPage,
  RunaiClusterPage,
  EntityRunaiClusterCard,
  EntityRunaiClusterContent,
  EntityRunaiDependenciesCard,
  HomePageRunaiFleet,
  RunaiSearchResultListItem,
  RunaiClusterNameFieldExtension,
  RunaiConnectionFieldExtension,
} from './legacyPlugin';
export { isRunaiClusterEntity, restsOnResources } from './logic/clusterEntity';
export { useRunaiClusterIconLink } from './hooks/useRunaiClusterIconLink';
export type { RunaiSearchResultListItemProps } from './components/SearchResultItem';
export type { EntityClusterContentProps } from './components/EntityClusterContent/EntityClusterContent';
export type { ClusterNameFieldProps } from './components/ClusterNameField';
export type {
  ConnectionFieldProps,
  ConnectionValue,
  TestedConnection,
} from './components/ConnectionField';
export {
  ClusterTabBlueprint,
  type ClusterTabBlueprintParams,
} from './extensions/ClusterTabBlueprint';
export {
  useClusterPage,
  type ClusterPageState,
} from './components/ClusterPage/ClusterPageContext';
export type { ClusterTab } from './components/ClusterPage/ClusterTab';
export type { ClusterRun } from './hooks/useClusterRun';
export type { ReadState } from './hooks/useRead';
export { runaiApiRef } from './api';
export {
  rootRouteRef,
  checksRouteRef,
  checkRouteRef,
  clusterRouteRef,
} from './routes';
export { runaiTranslationRef } from './translation';
