export { UnknownCluster } from './UnknownCluster';
