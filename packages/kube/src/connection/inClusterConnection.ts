import { existsSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import { join } from 'node:path';
import { KubeconfigError } from '../kubeconfig/KubeconfigError';
import type { ClusterConnection } from './ClusterConnection';
import { connectionFromSettings } from './connectionFromSettings';

const ACCOUNT_FOLDER = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * The cluster in which this process runs, with the pod's own service account.
 *
 * @remarks Two variables and two files that Kubernetes documents; loading a library for them would cost half a second in every pod.
 * The token is read again when the kubelet renews it. No proxy of the environment stands between a pod and its own API server.
 *
 * @throws KubeconfigError outside a pod, or where the account's token is not mounted
 * @public
 */
export function inClusterConnection(
  options: {
    env?: Record<string, string | undefined>;
    accountFolder?: string;
  } = {},
): ClusterConnection {
  const { env = process.env, accountFolder = ACCOUNT_FOLDER } = options;
  const host = env.KUBERNETES_SERVICE_HOST;
  const port = env.KUBERNETES_SERVICE_PORT_HTTPS ?? env.KUBERNETES_SERVICE_PORT;
  if (!host || !port) {
    throw new KubeconfigError(
      'missingEntry',
      'This process does not run inside a cluster (KUBERNETES_SERVICE_HOST is not set): name a kubeconfig.',
    );
  }
  const tokenFile = join(accountFolder, 'token');
  if (!existsSync(tokenFile)) {
    throw new KubeconfigError(
      'missingFile',
      `This pod has no service account token at ${tokenFile}: set automountServiceAccountToken, or name a kubeconfig.`,
    );
  }
  return connectionFromSettings({
    server: `https://${isIPv6(host) ? `[${host}]` : host}:${port}`,
    caFile: join(accountFolder, 'ca.crt'),
    tokenFile,
  });
}
