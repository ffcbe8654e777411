import { readFile } from 'node:fs/promises';
import { isAbsolute, resolve } from 'node:path';
import { loadKubeconfig, type Kubeconfig } from '@runai-portal/kube';
import type {
  ClusterSource,
  ClusterSourceOptions,
  SourcedCluster,
} from '@runai-portal/backstage-plugin-runai-node';
import { z } from 'zod';
import { ConfigurationError } from '../config/ConfigurationError';
import { isSameCluster } from './isSameCluster';
import { isUnusable } from './isUnusable';
import { reasonOf } from './reasonOf';
import { watchFile } from './watchFile';

const configSchema = z.strictObject({
  type: z.literal('kubeconfig'),
  path: z.string().min(1),
  contexts: z.array(z.string().min(1)).min(1).optional(),
  allowExec: z.boolean().optional(),
});

/**
 * How often files that a context names (authorities) are read again while the kubeconfig stays. What is misconfigured is looked at
 * each time.
 */
const ALL_EVERY_MS = 50_000;

/**
 * The contexts of a kubeconfig file, or those that are named.
 *
 * @remarks Credential plugins (`exec`) run where the entry allows it, and on a portal that listens on its own machine alone:
 * whoever can write the file says what runs.
 */
export class KubeconfigSource implements ClusterSource {
  readonly type = 'kubeconfig';
  /** The path as the configuration writes it. */
  readonly label: string;
  readonly #path: string;
  readonly #contexts?: string[];
  readonly #allowExec: boolean;
  #lookedAtAll = -Infinity;
  #parsed: { text: string; kubeconfig: Kubeconfig } | undefined;
  #clusters: ReadonlyMap<string, SourcedCluster> = new Map();

  private constructor(options: {
    label: string;
    path: string;
    contexts?: string[];
    allowExec: boolean;
  }) {
    this.label = options.label;
    this.#path = options.path;
    this.#contexts = options.contexts;
    this.#allowExec = options.allowExec;
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
    const { path, contexts, allowExec } = parsed.data;
    return new KubeconfigSource({
      label: path,
      path: isAbsolute(path) ? path : resolve(options.baseDir, path),
      contexts,
      allowExec: allowExec ?? options.localOnly,
    });
  }

  async list(): Promise<SourcedCluster[]> {
    const { kubeconfig, isNew } = await this.#read();
    const at = performance.now();
    const lookAtAll = isNew || at - this.#lookedAtAll >= ALL_EVERY_MS;
    if (lookAtAll) {
      this.#lookedAtAll = at;
    }
    const clusters = (this.#contexts ?? kubeconfig.contexts).map(context => {
      const before = this.#clusters.get(context);
      if (!lookAtAll && before && !isUnusable(before.connection)) {
        return before;
      }
      const now = this.#cluster(kubeconfig, context);
      // What a plugin said is known to the old one, and need not be asked again.
      return !isNew && before && isSameCluster(before, now) ? before : now;
    });
    this.#clusters = new Map(clusters.map(one => [one.sourceName, one]));
    return clusters;
  }

  watch(changed: () => void): () => void {
    return watchFile(this.#path, changed);
  }

  /** Parsed once while the text stays: a file of 300 contexts costs a tenth of a second. */
  async #read(): Promise<{ kubeconfig: Kubeconfig; isNew: boolean }> {
    const text = await readFile(this.#path, 'utf8').catch(() => undefined);
    if (text !== undefined && text === this.#parsed?.text) {
      return { kubeconfig: this.#parsed.kubeconfig, isNew: false };
    }
    const kubeconfig = await loadKubeconfig({ path: this.#path });
    this.#parsed = text === undefined ? undefined : { text, kubeconfig };
    return { kubeconfig, isNew: true };
  }

  #cluster(kubeconfig: Kubeconfig, context: string): SourcedCluster {
    return {
      sourceName: context,
      connection: this.#connection(kubeconfig, context),
    };
  }

  #connection(
    kubeconfig: Kubeconfig,
    context: string,
  ): SourcedCluster['connection'] {
    const outcome = kubeconfig.tryConnection(context, {
      allowExec: this.#allowExec,
    });
    return outcome.ok
      ? outcome.connection
      : {
          unusable: {
            reason: reasonOf(outcome.error),
            message: outcome.error.message,
          },
        };
  }
}
