import { Problem } from './Problem.mjs';

/** Versions of Node that the portal is known to run on, in words: 20 and 22 since they can `require` ES modules. */
export const SUPPORTED = '20.19 or a later 20, or 22.12 or a later 22';
/** As `engines` in package.json has them. */
export const ENGINES = '>=20.19 <21 || >=22.12 <23';

/** @param {string} version - as `process.versions.node` has it */
export function isSupportedNode(version) {
  const [major, minor] = version.split('.').map(Number);
  return (major === 20 && minor >= 19) || (major === 22 && minor >= 12);
}

/** Ends with one sentence where this Node is not one that the portal runs on. */
export function requireSupportedNode(version = process.versions.node) {
  if (!isSupportedNode(version)) {
    throw new Problem(
      `This is Node ${version}; the portal needs Node ${SUPPORTED}: install one of them and run this again.`,
    );
  }
}
