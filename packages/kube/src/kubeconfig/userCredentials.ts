import { readKeyedFile } from '../connection/checkSettings';
import { tokenFromFile } from '../connection/changingFile';
import { isHeaderSafe } from '../connection/checkCredential';
import type {
  ClusterConnection,
  KubeCredential,
} from '../connection/ClusterConnection';
import {
  SharedCredential,
  type TimedCredential,
} from '../connection/SharedCredential';
import { withinTime } from '../connection/withinTime';
import { askPlugin, missingPlugin } from '../plugin/askPlugin';
import { credentialPlugin } from '../plugin/CredentialPlugin';
import { clientCertificate } from './clientCertificate';
import { fromFolder } from './fromFolder';
import type { Entry } from './KubeconfigFile';
import { KubeconfigError } from './KubeconfigError';
import { providerCredential, runsCommand } from './providerCredential';
import type { ClusterEntry, UserEntry } from './schema';

/** What the credentials of a context are made from. */
export interface UserCredentialsOptions {
  user: Entry<UserEntry>;
  cluster: Entry<ClusterEntry>;
  /** PEM */
  caData: string | undefined;
  env: Readonly<Record<string, string | undefined>>;
  allowExec: boolean;
  /** A plugin that is not installed is an error now, and not of the first request. */
  requirePlugin: boolean;
  pluginTimeoutMs: number;
}

type Credentials = Pick<
  ClusterConnection,
  'credentials' | 'credentialsRefused' | 'renewal'
>;

/**
 * The credentials of one context; as kubectl, a token, token file or password goes before a plugin, and that before a provider.
 *
 * @throws KubeconfigError for what can be seen without asking: plugins that are not allowed, impersonation, missing files
 */
export function userCredentials(options: UserCredentialsOptions): Credentials {
  const { user } = options;
  const { value, at } = user;
  if (value.as) {
    throw new KubeconfigError(
      'unsupported',
      `${at(
        'as',
      )}: acting as another user is not supported; give that user's own credentials.`,
    );
  }
  const readCertificate = clientCertificate(user);
  const read = async (first: Promise<KubeCredential>) => ({
    clientCert: await readCertificate?.(),
    ...(await first),
  });
  const ownToken = token(user);
  if (ownToken) {
    return {
      credentials: () => read(ownToken().then(found => ({ token: found }))),
      renewal: value.tokenFile ? 'file' : undefined,
    };
  }
  if (value.username) {
    const basic = { username: value.username, password: value.password ?? '' };
    return { credentials: () => read(Promise.resolve({ basic })) };
  }
  const asked = command(options) ?? provider(options);
  if (!asked) {
    return { credentials: () => read(Promise.resolve({})) };
  }
  const shared = new SharedCredential(asked.ask);
  return {
    credentials: signal => read(shared.get(signal)),
    credentialsRefused: () => shared.refused(),
    renewal: asked.renewal,
  };
}

/** The file goes first, and the token stands in while the file cannot be read. */
function token({
  value,
  at,
  baseDir,
}: Entry<UserEntry>): (() => Promise<string>) | undefined {
  const own = value.token?.trim();
  if (own && !isHeaderSafe(own)) {
    throw new KubeconfigError(
      'malformed',
      `${at('token')} holds characters that no token has.`,
    );
  }
  if (!value.tokenFile) {
    return own ? async () => own : undefined;
  }
  const path = fromFolder(baseDir, value.tokenFile);
  const readToken = tokenFromFile(path);
  if (own) {
    return () => readToken().catch(() => own);
  }
  readKeyedFile(path, at('tokenFile'));
  return readToken;
}

interface Asked {
  ask: (signal: AbortSignal) => Promise<TimedCredential>;
  renewal: 'plugin' | 'provider';
}

function command(options: UserCredentialsOptions): Asked | undefined {
  const { user, cluster, caData, env, pluginTimeoutMs } = options;
  const { exec } = user.value;
  if (!exec) {
    return undefined;
  }
  if (!options.allowExec) {
    throw new KubeconfigError(
      'pluginNotAllowed',
      `${user.at('exec')}: the credential plugin ${
        exec.command
      } is not run here; allow it (allowExec), or give a token, a token file or a client certificate.`,
    );
  }
  const plugin = credentialPlugin({
    exec,
    user: user.name,
    baseDir: user.baseDir,
    cluster: cluster.value,
    caData,
    env,
  });
  const missing = options.requirePlugin ? missingPlugin(plugin) : undefined;
  if (missing) {
    throw new KubeconfigError('missingPlugin', missing);
  }
  return {
    ask: signal => askPlugin(plugin, { timeoutMs: pluginTimeoutMs, signal }),
    renewal: 'plugin',
  };
}

function provider({
  user,
  allowExec,
  pluginTimeoutMs,
}: UserCredentialsOptions): Asked | undefined {
  const given = user.value['auth-provider'];
  if (!given) {
    return undefined;
  }
  if (runsCommand(given) && !allowExec) {
    throw new KubeconfigError(
      'pluginNotAllowed',
      `${user.at('auth-provider')}: the provider ${
        given.name
      } runs a command, which is not done here; allow it (allowExec), or give a token, a token file or a client certificate.`,
    );
  }
  const ask = providerCredential(given, user.name);
  return {
    ask: () =>
      withinTime(
        ask(),
        pluginTimeoutMs,
        `The credentials of user ${user.name}`,
      ),
    renewal: 'provider',
  };
}
