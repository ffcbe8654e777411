import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Unusable } from '@runai-portal/backstage-plugin-runai-node';
import type { SimulatedServer } from '@runai-portal/backstage-plugin-runai-common';
import type { ClusterConnection } from '@runai-portal/kube';
import type { RunaiConfig } from '../config/runaiConfig';
import { isUnusable } from '../sources/isUnusable';
import type { SourceFeed, SourceState } from '../sources/SourceFeed';
import { describeClusters, type DescribedCluster } from './describeClusters';
import type {
  ClusterRegistry,
  RegisteredCluster,
  RegistrationState,
  RegistryChange,
} from './RegisteredCluster';
import type { PooledConnection, SessionPool } from './SessionPool';

/** A source that takes longer keeps the start of the portal no longer: its clusters come when it has answered. */
const START_WAITS_MS = 10_000;

/** Of unusable clusters in the log, each time that something changes: a catalog may have thousands. */
const MAX_WARNINGS = 20;

/** What a registry works with. */
export interface SourcedClusterRegistryOptions {
  feeds: readonly SourceFeed[];
  sessions: SessionPool;
  config: Pick<RunaiConfig, 'clusters' | 'profile'>;
  knownProfiles: readonly string[];
  logger: LoggerService;
}

/** The clusters of the configured sources, kept as they are now. */
export class SourcedClusterRegistry implements ClusterRegistry {
  readonly #options: SourcedClusterRegistryOptions;
  readonly #listeners = new Set<(change: RegistryChange) => void>();
  #clusters: ReadonlyMap<string, RegisteredCluster> = new Map();
  #simulated: readonly SimulatedServer[] = [];
  #unknownNames: readonly string[] = [];
  #unanswered: readonly string[] = [];

  private constructor(options: SourcedClusterRegistryOptions) {
    this.#options = options;
  }

  /** Asks every source for the first time. Never rejects, and waits for a slow source but a while. */
  static async start(
    options: SourcedClusterRegistryOptions,
  ): Promise<SourcedClusterRegistry> {
    const registry = new SourcedClusterRegistry(options);
    let started = false;
    const waiting = new AbortController();
    const asked = options.feeds.map(feed => ({
      feed,
      answer: feed.start(() => started && registry.#update()),
    }));
    await Promise.race([
      Promise.allSettled(
        asked.filter(({ feed }) => !feed.startsLater).map(one => one.answer),
      ),
      pause(START_WAITS_MS, undefined, { signal: waiting.signal }).catch(
        () => undefined,
      ),
    ]);
    waiting.abort();
    started = true;
    registry.#update();
    return registry;
  }

  list(): readonly RegisteredCluster[] {
    return [...this.#clusters.values()];
  }

  find(name: string): RegisteredCluster | undefined {
    return this.#clusters.get(name);
  }

  simulated(): readonly SimulatedServer[] {
    return this.#simulated;
  }

  /**
   * Types of sources that are asked when the portal has started, and have not answered yet: what another start had of them is not
   * gone.
   */
  unanswered(): readonly string[] {
    return this.#options.feeds
      .filter(feed => feed.startsLater && !feed.hasAnswered)
      .map(({ state }) => state.type);
  }

  /** The configured sources, in the order of the configuration. */
  sources(): readonly SourceState[] {
    return this.#options.feeds.map(({ state }) => state);
  }

  onChange(listener: (change: RegistryChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Asks no source again, and ends all connections. */
  async stop(): Promise<void> {
    this.#options.feeds.forEach(feed => feed.stop());
    this.#listeners.clear();
    await this.#options.sessions.close();
  }

  #update(): void {
    const { feeds, sessions } = this.#options;
    const { clusters, unknownNames } = describeClusters({
      ...this.#options,
      sources: feeds.map(feed => feed.state),
    });
    const before = this.#clusters;
    const unanswered = this.unanswered();
    const answered = this.#unanswered.filter(
      type => !unanswered.includes(type),
    );
    this.#unanswered = unanswered;
    const now = new Map(
      clusters.map(described => [
        described.name,
        this.#register(described, before.get(described.name)),
      ]),
    );
    this.#clusters = now;
    this.#simulated = clusters.flatMap(({ name, demo, connection }) =>
      demo && !isUnusable(connection)
        ? [{ cluster: name, server: connection.server, ca: connection.caData }]
        : [],
    );
    sessions.keep(
      new Set(
        clusters
          .filter(({ name }) => now.get(name)?.state.ok)
          .map(({ name }) => name),
      ),
    );
    this.#warn(unknownNames);
    this.#tell({
      added: [...now.keys()].filter(name => !before.has(name)),
      changed: [...now.keys()].filter(
        name => before.has(name) && before.get(name) !== now.get(name),
      ),
      removed: [...before.keys()].filter(name => !now.has(name)),
      answered,
    });
  }

  /** The same object as before where nothing about the cluster is another. */
  #register(
    { connection, ...declared }: DescribedCluster,
    before: RegisteredCluster | undefined,
  ): RegisteredCluster {
    const outcome = isUnusable(connection)
      ? connection.unusable
      : this.#connect(declared, connection);
    return before && isSame(before, declared, outcome)
      ? before
      : registered(declared, outcome);
  }

  #connect(
    { name, settings }: Declared,
    connection: ClusterConnection,
  ): PooledConnection | Unusable {
    try {
      return this.#options.sessions.connect(name, connection, settings);
    } catch (error) {
      // Addresses of kubeconfigs are looked at before; those of other sources first here.
      return {
        reason: 'ConnectionUnusable',
        message: `It cannot be connected to as its source says: ${
          error instanceof Error ? error.message : error
        }.`,
      };
    }
  }

  #warn(unknownNames: readonly string[]): void {
    // While a source cannot be asked, they may be its.
    if (
      this.#unanswered.length > 0 ||
      this.#options.feeds.some(({ state }) => state.failure)
    ) {
      return;
    }
    for (const name of unknownNames) {
      if (!this.#unknownNames.includes(name)) {
        this.#options.logger.warn(
          `runai.clusters has settings for '${name}', and no source has such a cluster`,
        );
      }
    }
    this.#unknownNames = unknownNames;
  }

  #warnOfUnusable(names: readonly string[]): void {
    const sentences = names.flatMap(name => {
      const state = this.#clusters.get(name)?.state;
      return state && !state.ok
        ? [`The cluster '${name}' cannot be connected to: ${state.message}`]
        : [];
    });
    const told = sentences.slice(0, MAX_WARNINGS);
    told.forEach(sentence => this.#options.logger.warn(sentence));
    if (sentences.length > told.length) {
      this.#options.logger.warn(
        `${
          sentences.length - told.length
        } more clusters cannot be connected to; the fleet says why`,
      );
    }
  }

  #tell(change: RegistryChange): void {
    if (Object.values(change).every(names => names.length === 0)) {
      return;
    }
    this.#warnOfUnusable([...change.added, ...change.changed]);
    for (const listener of this.#listeners) {
      try {
        listener(change);
      } catch (error) {
        this.#options.logger.error(
          'A change of the clusters could not be taken in',
          error instanceof Error ? error : undefined,
        );
      }
    }
  }
}

type Declared = Omit<RegisteredCluster, 'state'>;

function registered(
  declared: Declared,
  outcome: PooledConnection | Unusable,
): RegisteredCluster {
  if ('reason' in outcome) {
    return { ...declared, state: unusableState(outcome) };
  }
  const { session, relay } = outcome;
  const cluster: RegisteredCluster = {
    ...declared,
    state: { ok: true, connect: () => ({ cluster, session, relay }) },
  };
  return cluster;
}

function isSame(
  { state, ...before }: RegisteredCluster,
  declared: Declared,
  outcome: PooledConnection | Unusable,
): boolean {
  const isSameState = state.ok
    ? 'session' in outcome && state.connect().session === outcome.session
    : 'reason' in outcome && isDeepStrictEqual(state, unusableState(outcome));
  return isSameState && isDeepStrictEqual(before, declared);
}

function unusableState({
  state,
  reason,
  message,
}: Unusable): RegistrationState {
  return { ok: false, connection: state ?? 'misconfigured', reason, message };
}
