import type { Remediation } from '@runai-portal/backstage-plugin-runai-common';

/** What to do where something is newer than what a version of Run:ai was tested with. */
export function askVendor(platform: string): Remediation {
  return {
    owner: 'vendor',
    text: `Ask the vendor whether this version of Run:ai runs on ${platform}, or install a newer one.`,
    commands: [],
    docs: [],
  };
}
