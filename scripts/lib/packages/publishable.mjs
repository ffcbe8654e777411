import { workspacePackages } from './workspacePackages.mjs';

/** The packages of the workspace that others install. */
export function publishablePackages() {
  return workspacePackages().filter(({ manifest }) => !manifest.private);
}

/** The tarball of a package, as `yarn pack` names it. */
export function tarballOf({ manifest }) {
  return `${manifest.name.replace('/', '-')}.tgz`;
}
