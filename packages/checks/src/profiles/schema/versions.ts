import { knowable, minorVersion } from './parts';

/** A range of versions of the platform; one end of it may be all that is known. */
export const versions = knowable({
  minimum: minorVersion
    .optional()
    .describe(
      'Below it the check fails; where absent, the lower end is unknown',
    ),
  recommended: minorVersion.optional().describe('Below it the check warns'),
  maxTested: minorVersion.optional().describe('Above it the check warns'),
});
