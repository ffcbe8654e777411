export { DEFAULT_PROFILE, ProfileRegistry } from './ProfileRegistry';
export { known, type Known } from './known';
export { profileFor } from './profileFor';
export { ProfileError } from './ProfileFile';
export type { Profile, ProvisionerCapability } from './schema';
