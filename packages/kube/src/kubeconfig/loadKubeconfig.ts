import type { ClusterConnection } from '../connection/ClusterConnection';
import {
  certificatesOf,
  checkProxyUrl,
  checkServer,
} from '../connection/checkSettings';
import { withoutSecretsInPrint } from '../connection/printable';
import { parseServer } from '../http/parseServer';
import { environmentProxy } from './environmentProxy';
import { fromFolder } from './fromFolder';
import { KubeconfigError } from './KubeconfigError';
import type { Entry, KubeconfigFile } from './KubeconfigFile';
import { readSource, type KubeconfigSource } from './readSource';
import type { ClusterEntry, UserEntry } from './schema';
import { selectContext } from './selectContext';
import { userCredentials } from './userCredentials';

/** @public How the connection of a context is made. */
export interface ContextOptions {
  /**
   * Run the credential plugin that the user names. For a person's own command line, or files that only trusted people can write: a
   * kubeconfig runs what its author likes.
   */
  allowExec?: boolean;
  /** Variables of the environment that name proxies and that plugins inherit; the process's own where absent. */
  env?: Readonly<Record<string, string | undefined>>;
  /** How long a credential plugin may take, in milliseconds; 20,000 where absent, so that it ends well inside a fact's deadline. */
  pluginTimeoutMs?: number;
}

/** @public A connection, or why there is none. */
export type ContextOutcome =
  | { ok: true; connection: ClusterConnection }
  | { ok: false; error: KubeconfigError };

/** @public What a kubeconfig offers. */
export interface Kubeconfig {
  /** Names, in the file's order. */
  contexts: string[];
  currentContext?: string;
  /**
   * How the cluster of a context is reached. A plugin that is not installed shows with the first request.
   *
   * @param context - the file's current context where absent
   * @throws KubeconfigError with one sentence
   */
  connection(context?: string, options?: ContextOptions): ClusterConnection;
  /**
   * As {@link Kubeconfig.connection}, with what is wrong as a value, so that one context never spoils another. Here a plugin that is
   * not installed is an error too: all that can be known without asking anybody is known.
   */
  tryConnection(context?: string, options?: ContextOptions): ContextOutcome;
}

const PLUGIN_TIMEOUT_MS = 20_000;

/**
 * Reads a kubeconfig.
 *
 * @throws KubeconfigError with one sentence that names file and line, where it is not a kubeconfig as a whole. What is wrong with one
 * entry is told when a context asks for it.
 * @public
 */
export async function loadKubeconfig(
  source: KubeconfigSource,
): Promise<Kubeconfig> {
  const files = await readSource(source);
  const connection = (
    context: string | undefined,
    options: ContextOptions,
    requirePlugin: boolean,
  ) => createConnection(files, context, { ...options, requirePlugin });
  return {
    contexts: [...new Set(files.flatMap(file => file.names('contexts')))],
    currentContext: files.map(file => file.currentContext).find(Boolean),
    connection: (context, options = {}) => connection(context, options, false),
    tryConnection: (context, options = {}) => {
      try {
        return { ok: true, connection: connection(context, options, true) };
      } catch (error) {
        if (error instanceof KubeconfigError) {
          return { ok: false, error };
        }
        throw error;
      }
    },
  };
}

function createConnection(
  files: readonly KubeconfigFile[],
  contextName: string | undefined,
  options: ContextOptions & { requirePlugin: boolean },
): ClusterConnection {
  const { cluster, user } = selectContext(files, contextName);
  const { env = process.env } = options;
  const { value, at } = cluster;
  checkServer(value.server, at('server'));
  const caData = certificateAuthority(cluster);
  return withoutSecretsInPrint({
    server: value.server,
    caData,
    skipTLSVerify: value['insecure-skip-tls-verify'] || undefined,
    tlsServerName: value['tls-server-name'],
    ...proxy(cluster, env),
    ...credentials({ cluster, user, caData, env, options }),
  });
}

function certificateAuthority({
  value,
  at,
  baseDir,
}: Entry<ClusterEntry>): string | undefined {
  const data = value['certificate-authority-data'];
  const file = value['certificate-authority'];
  return certificatesOf({
    data: data === undefined ? undefined : Buffer.from(data, 'base64'),
    file: file === undefined ? undefined : fromFolder(baseDir, file),
    dataKey: at('certificate-authority-data'),
    fileKey: at('certificate-authority'),
  });
}

/** The file's own proxy goes before that of the environment. */
function proxy(
  { value, at }: Entry<ClusterEntry>,
  env: NonNullable<ContextOptions['env']>,
): Pick<ClusterConnection, 'proxyUrl' | 'proxyFrom'> {
  const proxyUrl = value['proxy-url'];
  if (proxyUrl) {
    checkProxyUrl(proxyUrl, at('proxy-url'));
    return { proxyUrl };
  }
  const found = environmentProxy(parseServer(value.server), env);
  if (!found) {
    return {};
  }
  checkProxyUrl(found.url, `The variable ${found.variable}`);
  return { proxyUrl: found.url, proxyFrom: found.variable };
}

function credentials(given: {
  cluster: Entry<ClusterEntry>;
  user: Entry<UserEntry> | undefined;
  caData: string | undefined;
  env: NonNullable<ContextOptions['env']>;
  options: ContextOptions & { requirePlugin: boolean };
}) {
  const { user, options } = given;
  return (
    user &&
    userCredentials({
      ...given,
      user,
      allowExec: options.allowExec === true,
      requirePlugin: options.requirePlugin,
      pluginTimeoutMs: options.pluginTimeoutMs ?? PLUGIN_TIMEOUT_MS,
    })
  );
}
