export { ClusterRouter, type ClusterRouterProps } from './ClusterRouter';
