import type { Cluster, KubeConfig, User } from '@kubernetes/client-node';
import type { RequestOptions as HttpsOptions } from 'node:https';
import { checkPem, readKeyedFile } from '../connection/checkSettings';
import type { KubeCredential } from '../connection/ClusterConnection';
import { CredentialError } from '../connection/CredentialError';
import { isHeaderSafe, tokenFromFile } from '../connection/tokenFile';
import { askOnce } from './askOnce';
import { credentialSentence } from './credentialSentence';
import { execUser } from './execUser';
import { fromFolder } from './fromFolder';
import type { KubeconfigDocument } from './KubeconfigDocument';
import { KubeconfigError } from './KubeconfigError';

/** What the credentials of a context are made from. */
export interface ContextCredentialsOptions {
  cluster: Cluster;
  user: User | undefined;
  document: KubeconfigDocument;
  /** Where relative paths begin. */
  baseDir: string;
  /** The library's class, which is loaded late. */
  KubeConfig: typeof KubeConfig;
  allowExec: boolean;
}

type At = (key: string) => string;

/**
 * The credentials of one context.
 *
 * @remarks Each context has an instance of the library's `KubeConfig` of its own: its cache of plugin tokens is keyed by the user's
 * name, and users of two contexts may share one.
 *
 * @throws KubeconfigError for what can be seen without asking: plugins that are not allowed, impersonation, missing files
 */
export function contextCredentials(
  options: ContextCredentialsOptions,
): (() => Promise<KubeCredential>) | undefined {
  const { cluster, user, document, baseDir } = options;
  if (!user) {
    return undefined;
  }
  const at: At = key => document.at(['users', user.name, key]);
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
  checkFiles(user, at);
  if (tokenFile) {
    readKeyedFile(fromFolder(baseDir, tokenFile), at('tokenFile'));
  }
  // The library has no `tokenFile`.
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
    try {
      await config.applyToHTTPSOptions(https);
    } catch (error) {
      throw new CredentialError(credentialSentence(error, user));
    }
    const credential = toCredential(https, user, at);
    return readToken ? { ...credential, token: await readToken() } : credential;
  };
  return user.exec || user.authProvider
    ? askOnce(ask, `The credentials of user ${user.name}`)
    : ask;
}

/** Missing files are told when the context is chosen, not with the first request. */
function checkFiles(user: User, at: At): void {
  if (user.certFile && !user.certData) {
    readKeyedFile(user.certFile, at('client-certificate'));
  }
  if (user.keyFile && !user.keyData) {
    readKeyedFile(user.keyFile, at('client-key'));
  }
  const hasCertificate = Boolean(user.certData || user.certFile);
  if (hasCertificate !== Boolean(user.keyData || user.keyFile)) {
    throw new KubeconfigError(
      `${at(
        'client-certificate',
      )}: a client certificate and its key must be given together.`,
    );
  }
}

function toCredential(https: HttpsOptions, user: User, at: At): KubeCredential {
  const authorization: unknown = Reflect.get(
    https.headers ?? {},
    'Authorization',
  );
  const token =
    typeof authorization === 'string'
      ? authorization.replace(/^Bearer /, '').trim()
      : undefined;
  if (token !== undefined && !isHeaderSafe(token)) {
    throw new CredentialError(
      `${at('token')} is empty or holds characters that no token has.`,
    );
  }
  const cert = https.cert?.toString();
  const key = https.key?.toString();
  return {
    token,
    basic: user.username
      ? { username: user.username, password: user.password ?? '' }
      : undefined,
    clientCert:
      cert && key
        ? {
            cert: checkPem(cert, at('client-certificate'), 'certificate'),
            key: checkPem(key, at('client-key'), 'private key'),
          }
        : undefined,
  };
}
