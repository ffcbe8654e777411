import { isAbsolute, join } from 'node:path';
import type { ClusterEntry, ExecEntry } from '../kubeconfig/schema';

/** A credential plugin, ready to be run. */
export interface CredentialPlugin {
  /** As the kubeconfig writes it, for sentences. */
  name: string;
  /** A name that is looked up in PATH, or an absolute path. */
  command: string;
  args: readonly string[];
  env: Readonly<Record<string, string | undefined>>;
  /** Whose credential it gives. */
  user: string;
  /** What the kubeconfig says about installing it, its first line. */
  installHint?: string;
}

/** What a plugin is made from. */
export interface CredentialPluginOptions {
  exec: ExecEntry;
  user: string;
  /** Where relative paths begin: the folder of the kubeconfig. */
  baseDir: string;
  cluster: ClusterEntry;
  /** PEM */
  caData: string | undefined;
  env: Readonly<Record<string, string | undefined>>;
}

const DEFAULT_API_VERSION = 'client.authentication.k8s.io/v1';
/** The name of a cluster's extension that is meant for its plugin. */
const PLUGIN_EXTENSION = 'client.authentication.k8s.io/exec';

/** Completes a plugin to what the protocol asks: its command seen from the kubeconfig's folder, and `KUBERNETES_EXEC_INFO`. */
export function credentialPlugin(
  options: CredentialPluginOptions,
): CredentialPlugin {
  const { exec, user, baseDir } = options;
  const isPath = /[/\\]/.test(exec.command);
  const info = {
    kind: 'ExecCredential',
    apiVersion: exec.apiVersion ?? DEFAULT_API_VERSION,
    spec: {
      interactive: false,
      ...(exec.provideClusterInfo && { cluster: clusterInfo(options) }),
    },
  };
  return {
    name: exec.command,
    command:
      isPath && !isAbsolute(exec.command)
        ? join(baseDir, exec.command)
        : exec.command,
    args: exec.args ?? [],
    env: {
      ...options.env,
      ...Object.fromEntries(
        (exec.env ?? []).map(({ name, value }) => [name, value]),
      ),
      KUBERNETES_EXEC_INFO: JSON.stringify(info),
    },
    user,
    installHint: exec.installHint?.trim().split('\n')[0].trim(),
  };
}

/** `spec.cluster` of the protocol; keys without a value are left out, since plugins take an empty authority for one. */
function clusterInfo({
  cluster,
  caData,
}: CredentialPluginOptions): Record<string, unknown> {
  return {
    server: cluster.server,
    'tls-server-name': cluster['tls-server-name'],
    'insecure-skip-tls-verify':
      cluster['insecure-skip-tls-verify'] || undefined,
    'certificate-authority-data':
      caData && Buffer.from(caData).toString('base64'),
    'proxy-url': cluster['proxy-url'],
    config: cluster.extensions?.find(({ name }) => name === PLUGIN_EXTENSION)
      ?.extension,
  };
}
