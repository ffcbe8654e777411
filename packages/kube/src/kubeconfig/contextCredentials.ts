import type { Cluster, KubeConfig, User } from '@kubernetes/client-node';
import type { RequestOptions as HttpsOptions } from 'node:https';
import type { KubeCredential } from '../connection/ClusterConnection';
import { checkPem } from '../connection/connectionFromSettings';
import { CredentialError } from '../connection/CredentialError';
import { isHeaderSafe, tokenFromFile } from '../connection/tokenFile';
import { execUser } from './execUser';
import type { KubeconfigDocument } from './KubeconfigDocument';
import { fromFolder } from './fromFolder';
import { KubeconfigError } from './KubeconfigError';

/** How long what a plugin gave is used without asking the library again, which keeps it until it expires. */
const KEEP_MS = 30_000;

/**
 * The credentials of one context.
 *
 * @remarks Each context has an instance of the library's `KubeConfig` of its own: its cache of plugin tokens is keyed by the user's
 * name, and users of two contexts may share one.
 *
 * @throws KubeconfigError for what can be seen without asking: plugins that are not allowed, impersonation, missing files
 */
export function contextCredentials(options: {
  cluster: Cluster;
  user: User | undefined;
  document: KubeconfigDocument;
  baseDir: string;
  KubeConfig: typeof KubeConfig;
  allowExec: boolean;
}): (() => Promise<KubeCredential>) | undefined {
  const { cluster, user, document, baseDir } = options;
  if (!user) {
    return undefined;
  }
  const at = (key: string) => document.at(['users', user.name, key]);
  if (user.impersonateUser) {
    throw new KubeconfigError(
      `${at(
        'as',
      )}: acting as another user is not supported; give that user's own credentials.`,
    );
  }
  const tokenFile = user.token
    ? undefined
    : document.userText(user.name, 'tokenFile');
  const readToken = tokenFile
    ? tokenFromFile(fromFolder(baseDir, tokenFile))
    : undefined;

  const config = new options.KubeConfig();
  // Only the credentials are taken from it: server, CA and proxy are ours, and it refuses some of what undici can do.
  config.loadFromClusterAndUser(
    {
      name: cluster.name,
      server: 'https://credentials.invalid',
      skipTLSVerify: false,
    },
    execUser({ ...options, user, at }),
  );
  const ask = async (): Promise<KubeCredential> => {
    const https: HttpsOptions = { headers: {} };
    await askLibrary(config, https, user);
    const credential = toCredential(https, user, at);
    return readToken ? { ...credential, token: await readToken() } : credential;
  };
  return user.exec || user.authProvider ? keep(ask) : ask;
}

async function askLibrary(
  config: KubeConfig,
  https: HttpsOptions,
  user: User,
): Promise<void> {
  try {
    await config.applyToHTTPSOptions(https);
  } catch (error) {
    throw new CredentialError(credentialSentence(error, user));
  }
}

/** What a plugin writes to its error output is for people; it is cut, since some print more than they should. */
function credentialSentence(error: unknown, user: User): string {
  const code =
    error instanceof Error && 'code' in error ? String(error.code) : undefined;
  const path =
    error instanceof Error && 'path' in error ? String(error.path) : undefined;
  const command = user.exec?.command;
  if (command && code === 'ENOENT') {
    const hint = user.exec?.installHint
      ? ` ${String(user.exec.installHint).split('\n')[0].slice(0, 200)}`
      : '';
    return `The credential plugin ${command} of user ${user.name} is not installed or not in PATH.${hint}`;
  }
  if (command) {
    const said =
      error instanceof Error && !(error instanceof SyntaxError)
        ? error.message.trim().split('\n').pop()
        : '';
    return `The credential plugin ${command} of user ${user.name} failed${
      said ? `: ${said.slice(0, 200)}` : ': it did not print a credential'
    }.`;
  }
  return path
    ? `The file ${path} of user ${user.name} cannot be read (${code}).`
    : `The credentials of user ${user.name} could not be obtained${
        code ? ` (${code})` : ''
      }.`;
}

function toCredential(
  https: HttpsOptions,
  user: User,
  at: (key: string) => string,
): KubeCredential {
  const headers: Record<string, unknown> = { ...https.headers };
  const authorization =
    typeof headers.Authorization === 'string'
      ? headers.Authorization
      : undefined;
  const token = authorization?.replace(/^Bearer /, '').trim();
  if (token !== undefined && !isHeaderSafe(token)) {
    throw new CredentialError(
      `${at('token')} is empty or holds characters that no token has.`,
    );
  }
  const cert = https.cert?.toString();
  const key = https.key?.toString();
  if ((cert === undefined) !== (key === undefined)) {
    throw new CredentialError(
      `${at(
        'client-certificate',
      )}: a client certificate and its key must be given together.`,
    );
  }
  return {
    token,
    basic:
      https.auth && user.username
        ? { username: user.username, password: user.password ?? '' }
        : undefined,
    clientCert:
      cert !== undefined && key !== undefined
        ? {
            cert: checkPem(cert, at('client-certificate'), 'CERTIFICATE'),
            key: checkPem(key, at('client-key'), 'PRIVATE KEY'),
          }
        : undefined,
  };
}

/** One question at a time, and its answer for a while: six requests at once must not start six plugins. */
function keep(
  ask: () => Promise<KubeCredential>,
): () => Promise<KubeCredential> {
  let asked: { at: number; answer: Promise<KubeCredential> } | undefined;
  return () => {
    if (!asked || performance.now() - asked.at > KEEP_MS) {
      const answer = ask();
      const mine = { at: performance.now(), answer };
      asked = mine;
      answer.catch(() => {
        asked = asked === mine ? undefined : asked;
      });
    }
    return asked.answer;
  };
}
