import { isDeepStrictEqual } from 'node:util';
import type { ClusterSettings, Engine, Session } from '@runai-portal/checks';
import {
  KubeClient,
  KubeRelay,
  Limiter,
  type ClusterConnection,
  type RelayLimits,
} from '@runai-portal/kube';
import { withoutFunctions } from '../sources/withoutFunctions';

/** Requests at once to one cluster, and to all of them. */
const MAX_REQUESTS = 6;
const MAX_REQUESTS_IN_ALL = 48;
/** What people read through the portal. */
const RELAY_LIMITS: RelayLimits = {
  headMs: 10_000,
  silenceMs: 20_000,
  totalMs: 30_000,
  maxBytes: 20 * 1024 * 1024,
};
/** What runs on a connection when another takes its place may end: no poll and no run takes longer. */
const ENDS_WITHIN_MS = 2 * 60_000;

/** The two ways to a cluster: what the portal asks, and what people read through it. */
export interface PooledConnection {
  session: Session;
  relay: KubeRelay;
}

interface PooledSession extends PooledConnection {
  client: KubeClient;
  settings: ClusterSettings;
  /** As it was given last: its credentials are the ones in use. */
  latest: { connection: ClusterConnection };
}

/** One client and session a cluster, for as long as what they were made from stays the same. */
export class SessionPool {
  readonly #engine: Engine;
  readonly #userAgent: string;
  readonly #relayLimits: RelayLimits;
  readonly #limiter = Limiter.create(MAX_REQUESTS_IN_ALL);
  readonly #sessions = new Map<string, PooledSession>();
  readonly #ending = new Map<PooledSession, NodeJS.Timeout>();

  static create(options: {
    engine: Engine;
    userAgent: string;
    /** Those of the portal where absent. */
    relayLimits?: RelayLimits;
  }): SessionPool {
    return new SessionPool(options);
  }

  private constructor(options: Parameters<typeof SessionPool.create>[0]) {
    this.#engine = options.engine;
    this.#userAgent = options.userAgent;
    this.#relayLimits = options.relayLimits ?? RELAY_LIMITS;
  }

  /**
   * The ways to a cluster. Opens nothing yet: the first request does.
   *
   * @throws where the connection's address is none, or the profile is not known
   */
  connect(
    name: string,
    connection: ClusterConnection,
    settings: ClusterSettings,
  ): PooledConnection {
    const before = this.#sessions.get(name);
    if (before && goesTheSameWay(before.latest.connection, connection)) {
      before.latest.connection = connection;
      if (!isDeepStrictEqual(before.settings, settings)) {
        const { client } = before;
        before.session = this.#engine.connect({ name, client, settings });
        before.settings = settings;
      }
      return before;
    }
    const pooled = this.#open(name, connection, settings);
    this.#retire(name);
    this.#sessions.set(name, pooled);
    return pooled;
  }

  /** Ends the connections of all other clusters, when what runs on them has had its time. */
  keep(names: ReadonlySet<string>): void {
    for (const name of this.#sessions.keys()) {
      if (!names.has(name)) {
        this.#retire(name);
      }
    }
  }

  async close(): Promise<void> {
    const pooled = [...this.#sessions.values(), ...this.#ending.keys()];
    this.#ending.forEach(timer => clearTimeout(timer));
    this.#sessions.clear();
    this.#ending.clear();
    await Promise.all(pooled.map(closeBoth));
  }

  #open(
    name: string,
    connection: ClusterConnection,
    settings: ClusterSettings,
  ): PooledSession {
    // A source that is asked again gives new credentials for what is otherwise the same connection.
    const latest = { connection };
    const renewed: ClusterConnection = {
      ...connection,
      credentials: async signal =>
        (await latest.connection.credentials?.(signal)) ?? {},
      credentialsRefused: () => latest.connection.credentialsRefused?.(),
    };
    const client = KubeClient.create(renewed, {
      userAgent: this.#userAgent,
      limiter: Limiter.create(MAX_REQUESTS, this.#limiter),
    });
    return {
      client,
      relay: KubeRelay.create(renewed, {
        // The cluster's own audit log tells people's reading from the portal's.
        userAgent: `${this.#userAgent}-proxy`,
        limits: this.#relayLimits,
      }),
      session: this.#engine.connect({ name, client, settings }),
      settings,
      latest,
    };
  }

  #retire(name: string): void {
    const pooled = this.#sessions.get(name);
    if (!pooled) {
      return;
    }
    this.#sessions.delete(name);
    const timer = setTimeout(() => {
      this.#ending.delete(pooled);
      closeBoth(pooled).catch(() => undefined);
    }, ENDS_WITHIN_MS);
    this.#ending.set(pooled, timer.unref());
  }
}

async function closeBoth({ client, relay }: PooledSession): Promise<void> {
  await Promise.all([client.close(), relay.close()]);
}

/** Credentials are asked for anew with each request. */
function goesTheSameWay(
  before: ClusterConnection,
  now: ClusterConnection,
): boolean {
  return isDeepStrictEqual(withoutFunctions(before), withoutFunctions(now));
}
