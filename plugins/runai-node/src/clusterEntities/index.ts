export { AllowedUrls } from './AllowedUrls';
export { authorityRefusal, readAuthority } from './authorityAnnotation';
export type { AuthorityAnnotation } from './authorityAnnotation';
export { PublicNames } from './PublicNames';
export type { LookUp } from './PublicNames';
export { quoted } from './quoted';
export { readClusterAnnotations } from './readClusterAnnotations';
export type { ClusterAnnotations } from './readClusterAnnotations';
export { nameToLookUp, serverAddress } from './serverAddress';
export type {
  AddressRefusal,
  KnownNames,
  ServerAddress,
} from './serverAddress';
