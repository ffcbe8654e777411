import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import {
  checkCredential,
  CredentialError,
  raceSignal,
  SharedCredential,
  type ClusterConnection,
  type KubeCredential,
  type TimedCredential,
} from '@runai-portal/kube';
import { z } from 'zod';
import type { LocatedCluster } from './LocatedCluster';

/** An optional peer. */
const PEER = '@backstage/plugin-kubernetes-backend';

const TIMEOUT_MS = 20_000;
const MESSAGE_LENGTH = 300;

/** Of the plugin's own strategies those that log the portal in by itself, by `authProvider`. */
const STRATEGIES = {
  aws: { className: 'AwsIamStrategy', isPerCluster: true },
  azure: { className: 'AzureIdentityStrategy', isPerCluster: false },
  googleServiceAccount: {
    className: 'GoogleServiceAccountStrategy',
    isPerCluster: false,
  },
} as const;

type StrategyName = keyof typeof STRATEGIES;

/** As `AuthenticationStrategy` of `@backstage/plugin-kubernetes-node` has it. */
interface Strategy {
  getCredential(
    cluster: Pick<LocatedCluster, 'name' | 'url' | 'authMetadata'>,
    auth: object,
  ): Promise<unknown>;
}

type StrategyClass = new (...args: unknown[]) => Strategy;

const credentialSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('bearer token'), token: z.string() }),
  z.object({
    type: z.literal('x509 client certificate'),
    cert: z.string(),
    key: z.string(),
  }),
  z.object({ type: z.literal('anonymous') }),
]);

/** The plugin's strategies cannot be used, in one sentence. */
export class StrategyError extends Error {
  constructor(readonly reason: string, sentence: string) {
    super(sentence);
    this.name = 'StrategyError';
  }
}

/** What the strategies are made from. */
export interface PortalStrategiesOptions {
  /** The root configuration: the strategies read `aws` and `kubernetes` of it. */
  config: Config;
  logger: LoggerService;
  /** For tests; the plugin's package where absent. */
  load?: () => Promise<unknown>;
}

/**
 * The authentication strategies of the portal's Kubernetes plugin that work without a person. They are loaded when the first
 * cluster needs one: they bring the clouds' libraries.
 */
export class PortalStrategies {
  readonly #options: PortalStrategiesOptions;
  readonly #strategies = new Map<StrategyName, Strategy>();
  readonly #shared = new Map<StrategyName, SharedCredential>();

  private constructor(options: PortalStrategiesOptions) {
    this.#options = options;
  }

  static create(options: PortalStrategiesOptions): PortalStrategies {
    return new PortalStrategies(options);
  }

  /** Whether the portal can log in by itself with it. */
  static has(authProvider: string): authProvider is StrategyName {
    return Object.hasOwn(STRATEGIES, authProvider);
  }

  /**
   * The credentials for a cluster; asks nobody for them yet.
   *
   * @throws StrategyError where the plugin is not installed, or does not have the strategy
   */
  async credentials(
    authProvider: StrategyName,
    cluster: LocatedCluster,
  ): Promise<
    Pick<ClusterConnection, 'credentials' | 'credentialsRefused' | 'renewal'>
  > {
    const strategy = await this.#strategy(authProvider);
    const shared = STRATEGIES[authProvider].isPerCluster
      ? this.#asked(authProvider, strategy, cluster)
      : this.#sharedBy(authProvider, strategy, cluster);
    return {
      credentials: signal => shared.get(signal),
      credentialsRefused: () => shared.refused(),
      renewal: 'provider',
    };
  }

  /** An access token of the portal's own account at Google. */
  async googleToken(at: string, signal: AbortSignal): Promise<string> {
    const { credentials } = await this.credentials('googleServiceAccount', {
      name: at,
      at,
      url: '',
      authProvider: 'googleServiceAccount',
      authMetadata: {},
    });
    const { token = '' } = (await credentials?.(signal)) ?? {};
    return token;
  }

  #sharedBy(
    name: StrategyName,
    strategy: Strategy,
    cluster: LocatedCluster,
  ): SharedCredential {
    const known = this.#shared.get(name);
    if (known) {
      return known;
    }
    const shared = this.#asked(name, strategy, cluster);
    this.#shared.set(name, shared);
    return shared;
  }

  #asked(
    name: StrategyName,
    strategy: Strategy,
    { name: cluster, url, authMetadata }: LocatedCluster,
  ): SharedCredential {
    return new SharedCredential(async (signal): Promise<TimedCredential> => {
      if (name === 'googleServiceAccount') {
        this.#checkGoogleKey();
      }
      const ends = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
      try {
        const given = await raceSignal(
          strategy.getCredential({ name: cluster, url, authMetadata }, {}),
          ends,
        );
        return {
          credential: checkCredential(
            kubeCredential(given, name),
            `What authProvider ${name} gave`,
          ),
        };
      } catch (error) {
        signal.throwIfAborted();
        throw error instanceof CredentialError
          ? error
          : new CredentialError(
              ends.aborted
                ? `A token by authProvider ${name} did not come within ${
                    TIMEOUT_MS / 1000
                  } s.`
                : `There is no token by authProvider ${name}: ${oneLine(
                    error,
                  )}`,
            );
      }
    });
  }

  /** The strategy's own message about a key that is no JSON repeats a part of the key. */
  #checkGoogleKey(): void {
    const key = 'kubernetes.googleServiceAccountCredentials';
    const text = this.#options.config.getOptionalString(key);
    try {
      JSON.parse(text || '{}');
    } catch {
      throw new CredentialError(`${key} is not JSON.`);
    }
  }

  async #strategy(name: StrategyName): Promise<Strategy> {
    const known = this.#strategies.get(name);
    if (known) {
      return known;
    }
    const { config, logger } = this.#options;
    const { className } = STRATEGIES[name];
    const exported = await this.#load();
    const parsed = z
      .looseObject({
        [className]: z.custom<StrategyClass>(of => typeof of === 'function'),
      })
      .safeParse(exported);
    if (!parsed.success) {
      throw new StrategyError(
        'StrategyMissing',
        `This version of ${PEER} has no ${className}, which authProvider ${name} needs.`,
      );
    }
    const Class = parsed.data[className] as StrategyClass;
    let strategy: Strategy;
    try {
      strategy = name === 'azure' ? new Class(logger) : new Class({ config });
    } catch (error) {
      throw new StrategyError(
        'StrategyUnusable',
        `authProvider ${name} cannot be used: ${oneLine(error)}`,
      );
    }
    this.#strategies.set(name, strategy);
    return strategy;
  }

  async #load(): Promise<unknown> {
    const { load = loadPlugin } = this.#options;
    try {
      return await load();
    } catch (error) {
      throw isMissing(error)
        ? new StrategyError(
            'PluginNotInstalled',
            `Its authProvider needs ${PEER}, which is not installed in this portal's backend.`,
          )
        : new StrategyError(
            'StrategyUnusable',
            `${PEER} cannot be loaded: ${oneLine(error)}`,
          );
    }
  }
}

function kubeCredential(given: unknown, name: string): KubeCredential {
  const { data } = credentialSchema.safeParse(given);
  if (data?.type === 'bearer token') {
    return { token: data.token };
  }
  if (data?.type === 'x509 client certificate') {
    return { clientCert: { cert: data.cert, key: data.key } };
  }
  throw new CredentialError(`authProvider ${name} gave no credentials.`);
}

/** By `require`, as other libraries that are loaded late: an `import()` would not pass through jest's loader. */
async function loadPlugin(): Promise<unknown> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports, global-require -- loaded late on purpose
  return require('@backstage/plugin-kubernetes-backend');
}

/** The package itself, and not something that it needs. */
function isMissing(error: unknown): boolean {
  const { code, message = '' } = error as { code?: string; message?: string };
  return (
    (code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND') &&
    message.split('\n')[0].includes(`'${PEER}'`)
  );
}

function oneLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().split('\n')[0].slice(0, MESSAGE_LENGTH);
}
