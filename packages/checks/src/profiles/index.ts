export { DEFAULT_PROFILE, ProfileRegistry } from './ProfileRegistry';
export { ProfileError } from './ProfileError';
export { profileSchema, VERIFICATIONS } from './schema';
export type {
  Profile,
  ProfileEndpoint,
  ProvisionerCapability,
  SeverityRule,
  Verification,
} from './schema';
