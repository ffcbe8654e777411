export { parseClusterSettings, SettingsError } from './parseClusterSettings';
export { clusterSettingsSchema } from './schema';
export type { ClusterSettings, ClusterSettingsInput } from './schema';
