import { founded, minorVersion } from './parts';

/** A range of versions of the platform. */
export const versions = founded({
  minimum: minorVersion.describe('Below it the check fails'),
  recommended: minorVersion.optional().describe('Below it the check warns'),
  maxTested: minorVersion.optional().describe('Above it the check warns'),
});
