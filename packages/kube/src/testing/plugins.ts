import { loadKubeconfig } from '../kubeconfig/loadKubeconfig';
import type { ContextOptions } from '../kubeconfig/loadKubeconfig';
import { createClient, kubeErrorOf } from './clients';
import type { KubeError } from '../errors/KubeError';
import { kubeconfigText } from './kubeconfigs';

/** A user entry with a plugin. */
export function execUser(more: object = {}): object {
  return {
    exec: {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: './plugin',
      ...more,
    },
  };
}

/** A credential as a plugin prints it. */
export function execCredential(status: object): string {
  return JSON.stringify({
    kind: 'ExecCredential',
    apiVersion: 'client.authentication.k8s.io/v1',
    status,
  });
}

/** A shell script that is a plugin. */
export function plugin(lines: string): string {
  return `#!/bin/sh\n${lines}\n`;
}

/** A client whose user runs a plugin of `baseDir`. */
export async function pluginClient(
  baseDir: string,
  user: object = execUser(),
  options: ContextOptions & { server?: string } = {},
) {
  const { server = 'https://gpu.test:6443', ...rest } = options;
  const kubeconfig = await loadKubeconfig({
    text: kubeconfigText({ server }, user),
    baseDir,
  });
  return createClient(
    kubeconfig.connection('gpu', { allowExec: true, ...rest }),
  );
}

/** Why a request of {@link pluginClient} could not be made. */
export async function pluginFailure(
  ...args: Parameters<typeof pluginClient>
): Promise<KubeError> {
  const client = await pluginClient(...args);
  return kubeErrorOf(client.nonResource('/version'));
}
