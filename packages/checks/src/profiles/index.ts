export { DEFAULT_PROFILE, ProfileRegistry } from './ProfileRegistry';
export { ProfileError } from './ProfileFile';
export type { Profile, ProvisionerCapability, SeverityRule } from './schema';
