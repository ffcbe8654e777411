export { DEFAULT_PROFILE, ProfileRegistry } from './ProfileRegistry';
export { ProfileError } from './ProfileFile';
export type { Profile, ProvisionerCapability } from './schema';
