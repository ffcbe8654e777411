import { resolve } from 'node:path';
import {
  inClusterConnection,
  loadKubeconfig,
  type ClusterConnection,
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

/**
 * The cluster that the options name. A person's own command line may run credential plugins.
 *
 * @throws KubeconfigError or InputError with one sentence
 */
export async function connect(
  args: Arguments,
  cwd: string,
  env: Record<string, string | undefined>,
): Promise<Target> {
  if (args.kubeconfig === undefined) {
    if (args.context !== undefined) {
      throw new InputError('--context needs --kubeconfig FILE.');
    }
    if (!env.KUBERNETES_SERVICE_HOST) {
      throw new InputError(
        'Which cluster? Give --kubeconfig FILE (e.g. --kubeconfig ~/.kube/config); without it, only a pod inside a cluster knows its own.',
      );
    }
    return { connection: inClusterConnection({ env }), name: 'in-cluster' };
  }
  const kubeconfig = await loadKubeconfig({
    path: resolve(cwd, args.kubeconfig),
  });
  const context = args.context ?? kubeconfig.currentContext;
  return {
    connection: kubeconfig.connection(args.context, { allowExec: true }),
    name: context ?? args.kubeconfig,
    context,
  };
}
