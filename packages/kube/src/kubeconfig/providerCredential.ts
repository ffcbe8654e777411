import type { KubeCredential } from '../connection/ClusterConnection';
import { checkCredential } from '../connection/checkCredential';
import { CredentialError } from '../connection/CredentialError';
import type { TimedCredential } from '../connection/SharedCredential';
import { presentable } from '../plugin/lastWords';
import { loadLibrary } from './loadLibrary';
import type { UserEntry } from './schema';

/** Providers that run a command; kubectl dropped them with 1.26. */
const COMMAND_PROVIDERS: readonly string[] = ['gcp', 'azure', 'exec'];

type Provider = NonNullable<UserEntry['auth-provider']>;

/** Whether a kubeconfig's auth provider runs a command. */
export function runsCommand({ name }: Provider): boolean {
  return COMMAND_PROVIDERS.includes(name);
}

/**
 * Asks a kubeconfig's auth provider for a token: `oidc` renews it at the identity provider.
 *
 * @remarks The library's, with an instance of its own for each question, which the library answers from what the provider's
 * configuration holds while that is valid.
 *
 * @throws CredentialError with one sentence
 */
export function providerCredential(
  provider: Provider,
  user: string,
): () => Promise<TimedCredential> {
  const { KubeConfig } = loadLibrary();
  const config = new KubeConfig();
  config.loadFromClusterAndUser(
    {
      name: 'cluster',
      server: 'https://credentials.invalid',
      skipTLSVerify: false,
    },
    {
      name: user,
      authProvider: { ...provider, config: provider.config ?? {} },
    },
  );
  return async () => {
    const subject = `The auth provider ${provider.name} of user ${user}`;
    const headers = {};
    try {
      await config.applyToHTTPSOptions({ headers });
    } catch (error) {
      throw new CredentialError(`${subject} gave no credential${why(error)}.`);
    }
    const authorization: unknown = Reflect.get(headers, 'Authorization');
    if (typeof authorization !== 'string') {
      throw new CredentialError(`${subject} gave no credential.`);
    }
    const credential: KubeCredential = {
      token: authorization.replace(/^Bearer /, '').trim(),
    };
    return { credential: checkCredential(credential, `What ${subject} gave`) };
  };
}

/** What the library says, unless it is only where it stumbled. */
function why(error: unknown): string {
  const stumbled =
    !(error instanceof Error) ||
    error instanceof TypeError ||
    error instanceof SyntaxError;
  return stumbled || !error.message ? '' : `: ${presentable(error.message)}`;
}
