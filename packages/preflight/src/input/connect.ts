import { resolve } from 'node:path';
import {
  inClusterConnection,
  KubeconfigError,
  kubeconfigPaths,
  loadKubeconfig,
  type ClusterConnection,
  type Kubeconfig,
} from '@runai-portal/kube';
import type { Arguments } from '../arguments/parseArguments';
import { InputError } from '../arguments/InputError';

/** A cluster, before anything was sent to it. */
export interface Target {
  connection: ClusterConnection;
  /** Its name where the settings give none. */
  name: string;
  context?: string;
}

type Environment = Record<string, string | undefined>;

/**
 * The cluster that the options name: of `--kubeconfig`, else of `KUBECONFIG` or `~/.kube/config`, else the one in which this process
 * runs. A person's own command line may run credential plugins.
 *
 * @throws KubeconfigError or InputError with one sentence
 */
export async function connect(
  args: Arguments,
  cwd: string,
  env: Environment,
): Promise<Target> {
  const kubeconfig = await findKubeconfig(args, cwd, env);
  if (!kubeconfig) {
    return { connection: inClusterConnection({ env }), name: 'in-cluster' };
  }
  const context = args.context ?? kubeconfig.currentContext;
  return {
    connection: kubeconfig.connection(args.context, { allowExec: true, env }),
    name: context ?? 'cluster',
    context,
  };
}

/** @returns nothing where the pod's own account is meant */
async function findKubeconfig(
  args: Arguments,
  cwd: string,
  env: Environment,
): Promise<Kubeconfig | undefined> {
  if (args.kubeconfig !== undefined) {
    return loadKubeconfig({ path: resolve(cwd, args.kubeconfig) });
  }
  const { paths, fromEnvironment } = kubeconfigPaths(env);
  const isPod = Boolean(env.KUBERNETES_SERVICE_HOST);
  const found = await loadIfThere(paths.map(path => resolve(cwd, path)));
  // As kubectl: a file without contexts, as tools leave it behind, does not stand before the pod's own account.
  if (found && (found.contexts.length > 0 || !isPod)) {
    return found;
  }
  if (fromEnvironment && !found) {
    throw new InputError(
      `KUBECONFIG names ${paths.join(', ')}, and ${
        paths.length === 1 ? 'there is no such file' : 'none of them exists'
      }.`,
    );
  }
  if (isPod && args.context === undefined) {
    return undefined;
  }
  throw new InputError(
    args.context === undefined
      ? 'Which cluster? Give --kubeconfig FILE: neither KUBECONFIG nor ~/.kube/config is there, and only a pod inside a cluster knows its own.'
      : '--context needs a kubeconfig: give --kubeconfig FILE, set KUBECONFIG, or have a ~/.kube/config.',
  );
}

async function loadIfThere(
  paths: readonly string[],
): Promise<Kubeconfig | undefined> {
  try {
    return await loadKubeconfig({ paths });
  } catch (error) {
    if (error instanceof KubeconfigError && error.kind === 'missingFile') {
      return undefined;
    }
    throw error;
  }
}
