import { delimiter, join } from 'node:path';

/** @public Where kubeconfigs are looked for when none is named, as kubectl does. */
export interface KubeconfigPaths {
  /** In the order in which the first one to have an entry wins. */
  paths: string[];
  /** The variable named them: that none exists is a mistake then. */
  fromEnvironment: boolean;
}

/**
 * The files of `KUBECONFIG`, or `~/.kube/config` where it is not set.
 *
 * @public
 */
export function kubeconfigPaths(
  env: Readonly<Record<string, string | undefined>>,
): KubeconfigPaths {
  const paths = (env.KUBECONFIG ?? '').split(delimiter).filter(Boolean);
  if (paths.length > 0) {
    return { paths: [...new Set(paths)], fromEnvironment: true };
  }
  const home = env.HOME || env.USERPROFILE;
  return {
    paths: home ? [join(home, '.kube', 'config')] : [],
    fromEnvironment: false,
  };
}
