import { isAbsolute, resolve } from 'node:path';
import { loadKubeconfig } from '@runai-portal/kube';
import type {
  ClusterSource,
  ClusterSourceOptions,
  SourcedCluster,
} from '@runai-portal/backstage-plugin-runai-node';
import { z } from 'zod';
import { ConfigurationError } from '../config/ConfigurationError';

const configSchema = z.strictObject({
  type: z.literal('kubeconfig'),
  path: z.string().min(1),
  contexts: z.array(z.string().min(1)).min(1).optional(),
});

/** The contexts of a kubeconfig file, or those that are named. Credential plugins (`exec`) are not run in the portal. */
export class KubeconfigSource implements ClusterSource {
  readonly type = 'kubeconfig';
  readonly #path: string;
  readonly #contexts?: string[];

  private constructor(path: string, contexts?: string[]) {
    this.#path = path;
    this.#contexts = contexts;
  }

  /** @throws ConfigurationError with one sentence that names the key */
  static fromConfig(options: ClusterSourceOptions): KubeconfigSource {
    const parsed = configSchema.safeParse(options.config);
    if (!parsed.success) {
      throw ConfigurationError.fromZod(
        'runai.sources (type kubeconfig)',
        parsed.error,
      );
    }
    const { path, contexts } = parsed.data;
    return new KubeconfigSource(
      isAbsolute(path) ? path : resolve(options.baseDir, path),
      contexts,
    );
  }

  async list(): Promise<SourcedCluster[]> {
    const kubeconfig = await loadKubeconfig({ path: this.#path });
    return (this.#contexts ?? kubeconfig.contexts).map(context => ({
      sourceName: context,
      connection: kubeconfig.connection(context),
    }));
  }
}
