import { isDeepStrictEqual } from 'node:util';
import type { ClusterSettings, Engine, Session } from '@runai-portal/checks';
import {
  KubeClient,
  Limiter,
  type ClusterConnection,
} from '@runai-portal/kube';
import { withoutFunctions } from '../sources/withoutFunctions';

/** Requests at once to one cluster, and to all of them. */
const MAX_REQUESTS = 6;
const MAX_REQUESTS_IN_ALL = 48;
/** What runs on a connection when another takes its place may end: no poll and no run takes longer. */
const ENDS_WITHIN_MS = 2 * 60_000;

interface PooledSession {
  client: KubeClient;
  session: Session;
  settings: ClusterSettings;
  /** As it was given last: its credentials are the ones in use. */
  latest: { connection: ClusterConnection };
}

/** One client and session a cluster, for as long as what they were made from stays the same. */
export class SessionPool {
  readonly #engine: Engine;
  readonly #userAgent: string;
  readonly #limiter = Limiter.create(MAX_REQUESTS_IN_ALL);
  readonly #sessions = new Map<string, PooledSession>();
  readonly #ending = new Map<KubeClient, NodeJS.Timeout>();

  static create(options: { engine: Engine; userAgent: string }): SessionPool {
    return new SessionPool(options.engine, options.userAgent);
  }

  private constructor(engine: Engine, userAgent: string) {
    this.#engine = engine;
    this.#userAgent = userAgent;
  }

  /**
   * The session of a cluster. Opens nothing yet: the first request does.
   *
   * @throws where the connection's address is none, or the profile is not known
   */
  session(
    name: string,
    connection: ClusterConnection,
    settings: ClusterSettings,
  ): Session {
    const before = this.#sessions.get(name);
    if (before && goesTheSameWay(before.latest.connection, connection)) {
      before.latest.connection = connection;
      if (!isDeepStrictEqual(before.settings, settings)) {
        const { client } = before;
        before.session = this.#engine.connect({ name, client, settings });
        before.settings = settings;
      }
      return before.session;
    }
    const pooled = this.#open(name, connection, settings);
    this.#retire(name);
    this.#sessions.set(name, pooled);
    return pooled.session;
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
    const clients = [
      ...[...this.#sessions.values()].map(({ client }) => client),
      ...this.#ending.keys(),
    ];
    this.#ending.forEach(timer => clearTimeout(timer));
    this.#sessions.clear();
    this.#ending.clear();
    await Promise.all(clients.map(client => client.close()));
  }

  #open(
    name: string,
    connection: ClusterConnection,
    settings: ClusterSettings,
  ): PooledSession {
    // A source that is asked again gives new credentials for what is otherwise the same connection.
    const latest = { connection };
    const client = KubeClient.create(
      {
        ...connection,
        credentials: async () =>
          (await latest.connection.credentials?.()) ?? {},
      },
      {
        userAgent: this.#userAgent,
        limiter: Limiter.create(MAX_REQUESTS, this.#limiter),
      },
    );
    return {
      client,
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
    const { client } = pooled;
    this.#sessions.delete(name);
    const timer = setTimeout(() => {
      this.#ending.delete(client);
      client.close().catch(() => undefined);
    }, ENDS_WITHIN_MS);
    this.#ending.set(client, timer.unref());
  }
}

/** Credentials are asked for anew with each request. */
function goesTheSameWay(
  before: ClusterConnection,
  now: ClusterConnection,
): boolean {
  return isDeepStrictEqual(withoutFunctions(before), withoutFunctions(now));
}
