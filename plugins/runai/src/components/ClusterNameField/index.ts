export { ClusterNameField } from './ClusterNameField';
export type { ClusterNameFieldProps } from './ClusterNameField';
export { clusterNameFieldOptions } from './clusterNameFieldOptions';
