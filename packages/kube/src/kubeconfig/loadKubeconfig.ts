import { errorCode } from '../errors/errorCode';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Cluster, KubeConfig, User } from '@kubernetes/client-node';
import type { ClusterConnection } from '../connection/ClusterConnection';
import {
  checkPem,
  checkProxyUrl,
  checkServer,
  readKeyedFile,
} from '../connection/checkSettings';
import { withoutSecretsInPrint } from '../connection/printable';
import { contextCredentials } from './contextCredentials';
import { KubeconfigDocument } from './KubeconfigDocument';
import { KubeconfigError } from './KubeconfigError';
import { loadLibrary } from './loadLibrary';

/** @public A file, or a text whose relative paths start at `baseDir`. */
export type KubeconfigSource =
  | { path: string }
  | { text: string; baseDir: string };

/** @public What a kubeconfig offers. */
export interface Kubeconfig {
  /** Names, in the file's order. */
  contexts: string[];
  currentContext?: string;
  /**
   * How the cluster of a context is reached.
   *
   * @param context - the file's current context where absent
   * @param options - `allowExec`: run the credential plugin that the user names. For a person's own command line only: a
   * kubeconfig that others can write would run what they like.
   * @throws KubeconfigError with one sentence
   */
  connection(
    context?: string,
    options?: { allowExec?: boolean },
  ): ClusterConnection;
}

/**
 * Reads a kubeconfig.
 *
 * @remarks The reading itself is `@kubernetes/client-node`'s; it is loaded here and not before, since that takes half a second.
 *
 * @throws KubeconfigError with one sentence that names file, line and key
 * @public
 */
export async function loadKubeconfig(
  source: KubeconfigSource,
): Promise<Kubeconfig> {
  const { text, name, baseDir } = await readSource(source);
  const document = KubeconfigDocument.parse(text, name);
  const { KubeConfig } = loadLibrary();
  const config = new KubeConfig();
  try {
    config.loadFromString(text);
  } catch (error) {
    throw new KubeconfigError(
      `${name} cannot be read: ${
        error instanceof Error ? error.message : error
      }.`,
    );
  }
  config.makePathsAbsolute(baseDir);

  return {
    contexts: config.contexts.map(context => context.name),
    currentContext: config.currentContext || undefined,
    connection: (contextName, options = {}) => {
      const { cluster, user } = selectContext(config, document, contextName);
      return createConnection({
        cluster,
        user,
        document,
        baseDir,
        KubeConfig,
        allowExec: options.allowExec === true,
      });
    },
  };
}

async function readSource(
  source: KubeconfigSource,
): Promise<{ text: string; name: string; baseDir: string }> {
  if ('text' in source) {
    return {
      text: source.text,
      name: 'the kubeconfig',
      baseDir: resolve(source.baseDir),
    };
  }
  try {
    const path = resolve(source.path);
    return {
      text: await readFile(path, 'utf8'),
      name: source.path,
      baseDir: dirname(path),
    };
  } catch (error) {
    const code = errorCode(error) ?? 'unknown';
    const why: Record<string, string> = {
      ENOENT: 'does not exist',
      EISDIR: 'is a folder',
      EACCES: 'may not be read',
    };
    throw new KubeconfigError(
      `The kubeconfig ${source.path} ${
        why[String(code)] ?? `cannot be read (${code})`
      }.`,
    );
  }
}

function selectContext(
  config: KubeConfig,
  document: KubeconfigDocument,
  contextName: string | undefined,
): { cluster: Cluster; user?: User } {
  const name = contextName ?? config.currentContext;
  const known = config.contexts.map(context => context.name);
  if (!name) {
    throw new KubeconfigError(
      `${document.name} has no current-context: name one of ${list(known)}.`,
    );
  }
  const context = config.contexts.find(candidate => candidate.name === name);
  if (!context) {
    throw new KubeconfigError(
      contextName === undefined
        ? `${
            document.name
          } has no context ${name}, which it names as current-context: it has ${list(
            known,
          )}.`
        : `${document.name} has no context ${name}: it has ${list(known)}.`,
    );
  }
  const cluster = config.clusters.find(
    candidate => candidate.name === context.cluster,
  );
  if (!cluster) {
    const where = document.at(['contexts', name, 'cluster']);
    throw new KubeconfigError(
      `${where}: context ${name} names the cluster ${context.cluster}, which is not in the file.`,
    );
  }
  const user = context.user
    ? config.users.find(candidate => candidate.name === context.user)
    : undefined;
  if (context.user && !user) {
    const where = document.at(['contexts', name, 'user']);
    throw new KubeconfigError(
      `${where}: context ${name} names the user ${context.user}, which is not in the file.`,
    );
  }
  return { cluster, user };
}

function createConnection(options: {
  cluster: Cluster;
  user: User | undefined;
  document: KubeconfigDocument;
  baseDir: string;
  KubeConfig: typeof KubeConfig;
  allowExec: boolean;
}): ClusterConnection {
  const { cluster, document } = options;
  const at = (key: string) => document.at(['clusters', cluster.name, key]);
  checkServer(cluster.server, at('server'));
  if (cluster.proxyUrl) {
    checkProxyUrl(cluster.proxyUrl, at('proxy-url'));
  }
  return withoutSecretsInPrint({
    server: cluster.server,
    caData: certificateAuthority(cluster, at),
    skipTLSVerify: cluster.skipTLSVerify || undefined,
    tlsServerName: cluster.tlsServerName || undefined,
    proxyUrl: cluster.proxyUrl || undefined,
    credentials: contextCredentials(options),
  });
}

/** As kubectl: data wins over a file. */
function certificateAuthority(
  cluster: Cluster,
  at: (key: string) => string,
): string | undefined {
  if (cluster.caData) {
    const pem = Buffer.from(cluster.caData, 'base64').toString('utf8');
    return checkPem(pem, at('certificate-authority-data'), 'certificate');
  }
  if (cluster.caFile) {
    const key = at('certificate-authority');
    return checkPem(readKeyedFile(cluster.caFile, key), key, 'certificate');
  }
  return undefined;
}

function list(names: string[]): string {
  return names.length === 0
    ? 'none'
    : names.slice(0, 20).join(', ') + (names.length > 20 ? ', …' : '');
}
