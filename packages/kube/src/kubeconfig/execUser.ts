import type { Cluster, User } from '@kubernetes/client-node';
import { fromFolder } from './fromFolder';
import { KubeconfigError } from './KubeconfigError';

/** Providers that run a command; kubectl dropped them with 1.26. */
const COMMAND_PROVIDERS = ['gcp', 'azure', 'exec'];

/**
 * The user as the library needs it, with its credential plugin completed to what the plugin protocol asks: its command seen from the kubeconfig's folder,
 * and `KUBERNETES_EXEC_INFO` in its environment, which the library leaves out.
 *
 * @throws KubeconfigError where the user needs a command and commands are not allowed
 */
export function execUser(options: {
  user: User;
  cluster: Cluster;
  baseDir: string;
  allowExec: boolean;
  at: (key: string) => string;
}): User {
  const { user, cluster, allowExec, at } = options;
  const provider: unknown = user.authProvider?.name;
  if (
    typeof provider === 'string' &&
    COMMAND_PROVIDERS.includes(provider) &&
    !allowExec
  ) {
    throw new KubeconfigError(
      `${at(
        'auth-provider',
      )}: the provider ${provider} runs a command, which only the command line does; give a token, a token file or a client certificate.`,
    );
  }
  const exec: ExecConfig | undefined = user.exec ?? undefined;
  if (!exec) {
    // As kubectl: data wins over a file; the library has it the other way round.
    return {
      ...user,
      certFile: user.certData ? undefined : user.certFile,
      keyFile: user.keyData ? undefined : user.keyFile,
    };
  }
  if (typeof exec.command !== 'string' || exec.command === '') {
    throw new KubeconfigError(`${at('exec')}.command is missing.`);
  }
  if (!allowExec) {
    throw new KubeconfigError(
      `${at('exec')}: the credential plugin ${
        exec.command
      } is run by the command line only; give a token, a token file or a client certificate.`,
    );
  }
  const info = {
    kind: 'ExecCredential',
    apiVersion: exec.apiVersion ?? 'client.authentication.k8s.io/v1',
    spec: {
      interactive: false,
      ...(exec.provideClusterInfo === true && {
        cluster: clusterInfo(cluster),
      }),
    },
  };
  return {
    ...user,
    exec: {
      ...exec,
      // As a shell: a bare name is looked up in PATH, a path is seen from the kubeconfig's folder.
      command: exec.command.includes('/')
        ? fromFolder(options.baseDir, exec.command)
        : exec.command,
      args: exec.args ?? [],
      env: [
        ...(exec.env ?? []),
        { name: 'KUBERNETES_EXEC_INFO', value: JSON.stringify(info) },
      ],
    },
  };
}

interface ExecConfig {
  apiVersion?: string;
  command?: unknown;
  args?: string[];
  env?: { name: string; value: string }[];
  provideClusterInfo?: boolean;
}

function clusterInfo(cluster: Cluster): Record<string, unknown> {
  return {
    server: cluster.server,
    'tls-server-name': cluster.tlsServerName,
    'insecure-skip-tls-verify': cluster.skipTLSVerify || undefined,
    'certificate-authority-data': cluster.caData,
    'proxy-url': cluster.proxyUrl,
  };
}
