import { setImmediate as turn } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import {
  PublicNames,
  type ClusterSource,
  type ClusterSourceOptions,
  type SourcedCluster,
} from '@runai-portal/backstage-plugin-runai-node';
import { raceSignal } from '@runai-portal/kube';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { ConfigurationError } from '../../config/ConfigurationError';
import type { CatalogAccess } from '../catalog/listClusterEntities';
import { isSameCluster } from '../isSameCluster';
import { isUnusable } from '../isUnusable';
import { createLocator } from './createLocator';
import type { PluginAccess } from './listedClusters';
import type { Located, LocatedCluster } from './LocatedCluster';
import { PluginList } from './PluginList';
import { PortalStrategies } from './PortalStrategies';
import { toSourcedCluster, type Surroundings } from './toSourcedCluster';

const configSchema = z.strictObject({
  type: z.literal('kubernetes'),
  gkeEndpoint: z
    .url({ protocol: /^https?$/, error: 'must be an http or https address' })
    .default('https://container.googleapis.com'),
});

/** One locator that does not answer keeps the others waiting no longer. */
const LOCATOR_TIMEOUT_MS = 15_000;

/** Reading certificates takes its time, and the portal answers others meanwhile: a catalog may have thousands. */
const CLUSTERS_AT_ONCE = 100;

const METHODS = 'kubernetes.clusterLocatorMethods';

/** What the source works with. */
export interface KubernetesSourceServices extends CatalogAccess, PluginAccess {
  auth: CatalogAccess['auth'] & PluginAccess['auth'];
  /** Of the portal. */
  rootConfig: Config;
}

/** For tests. */
export interface KubernetesSourceTestOptions {
  names?: PublicNames;
  loadStrategies?: () => Promise<unknown>;
  inCluster?: Surroundings['inCluster'];
}

/** One cluster and what it was made from. */
interface KnownCluster {
  located: LocatedCluster;
  sourced: SourcedCluster;
}

/**
 * The clusters that the portal's Kubernetes plugin is configured with.
 *
 * @remarks The plugin hands out neither addresses nor credentials to others, so its configuration is read as it reads it itself.
 * What it lists beyond that comes from a supplier of its own, and is a row that says so.
 */
export class KubernetesSource implements ClusterSource {
  readonly type = 'kubernetes';
  readonly asksOthers = true;
  readonly #services: KubernetesSourceServices;
  readonly #pluginList: PluginList;
  readonly #gkeEndpoint: string;
  readonly #names: PublicNames;
  readonly #surroundings: Surroundings;
  readonly #located = new Map<string, Located>();
  #known: ReadonlyMap<string, KnownCluster> = new Map();

  private constructor(
    services: KubernetesSourceServices,
    logger: LoggerService,
    gkeEndpoint: string,
    test: KubernetesSourceTestOptions,
  ) {
    this.#services = services;
    this.#pluginList = new PluginList(services, logger);
    this.#gkeEndpoint = gkeEndpoint.replace(/\/+$/, '');
    this.#names = test.names ?? PublicNames.create();
    this.#surroundings = {
      strategies: PortalStrategies.create({
        config: services.rootConfig,
        logger,
        load: test.loadStrategies,
      }),
      inCluster: test.inCluster,
    };
  }

  /** @throws ConfigurationError with one sentence that names the key */
  static fromConfig(
    { config, logger }: Pick<ClusterSourceOptions, 'config' | 'logger'>,
    services: KubernetesSourceServices,
    test: KubernetesSourceTestOptions = {},
  ): KubernetesSource {
    const parsed = configSchema.safeParse(config);
    if (!parsed.success) {
      throw ConfigurationError.fromZod(
        'runai.sources (type kubernetes)',
        parsed.error,
      );
    }
    const { gkeEndpoint } = parsed.data;
    return new KubernetesSource(services, logger, gkeEndpoint, test);
  }

  async list({
    signal = new AbortController().signal,
  }: {
    signal?: AbortSignal;
  }): Promise<SourcedCluster[]> {
    // First, so that a cluster which comes in between is one of ours when it is in the plugin's list.
    await this.#pluginList.ask(signal);
    const methods = this.#methods();
    const all = await Promise.all(
      methods.map((method, index) =>
        this.#locate(method, `${METHODS}[${index}]`, signal),
      ),
    );
    const located = all.flatMap(one => one.located.clusters);
    const failures = all.flatMap(one => one.failure ?? []);
    const names = uniqueNames(located);
    const known = new Map<string, KnownCluster>();
    const clusters: SourcedCluster[] = [];
    for (const [at, cluster] of located.entries()) {
      if (at % CLUSTERS_AT_ONCE === 0) {
        await turn();
      }
      const sourceName = names[at];
      if ('unusable' in cluster) {
        clusters.push({
          sourceName,
          connection: { unusable: cluster.unusable },
        });
        continue;
      }
      const sourced = await this.#sourced(cluster, sourceName);
      known.set(sourceName, { located: cluster, sourced });
      clusters.push(sourced);
    }
    this.#known = known;
    return [
      ...clusters,
      ...failures,
      ...this.#pluginList.beyond(
        new Set([
          ...located.map(({ name }) => name),
          ...all.flatMap(one => one.located.knownOtherwise ?? []),
        ]),
      ),
    ];
  }

  /** @throws where there is nothing to read */
  #methods(): readonly unknown[] {
    const methods: unknown = this.#services.rootConfig.getOptional(METHODS);
    if (Array.isArray(methods)) {
      return methods;
    }
    if (methods === undefined && !this.#pluginList.isEmpty) {
      return [];
    }
    throw new Error(
      methods === undefined
        ? `The configuration has no ${METHODS}, and no Kubernetes plugin lists clusters: there is nothing that the source kubernetes could read.`
        : `${METHODS} is no list.`,
    );
  }

  /** What the locator found last stays while it fails, and a row says that it does. */
  async #locate(
    method: unknown,
    at: string,
    signal: AbortSignal,
  ): Promise<{ located: Located; failure?: SourcedCluster }> {
    const type = typeOf(method);
    const key = JSON.stringify([at, type]);
    const last = this.#located.get(key) ?? { clusters: [] };
    const ends = AbortSignal.any([
      signal,
      AbortSignal.timeout(LOCATOR_TIMEOUT_MS),
    ]);
    try {
      const locator = createLocator({
        method,
        type,
        at,
        access: this.#services,
        names: this.#names,
        gke: {
          endpoint: this.#gkeEndpoint,
          token: until => this.#surroundings.strategies.googleToken(at, until),
        },
      });
      const found = await raceSignal(locator.locate(ends), ends);
      const located = found.incomplete ? withLast(found, last) : found;
      this.#located.set(key, located);
      return {
        located,
        ...(found.incomplete && {
          failure: failureRow(at, type, found.incomplete, last),
        }),
      };
    } catch (error) {
      signal.throwIfAborted();
      const said = ends.aborted
        ? `It did not answer within ${LOCATOR_TIMEOUT_MS / 1000} s.`
        : `${error instanceof Error ? error.message : error}`;
      return { located: last, failure: failureRow(at, type, said, last) };
    }
  }

  async #sourced(
    located: LocatedCluster,
    sourceName: string,
  ): Promise<SourcedCluster> {
    const before = this.#known.get(sourceName);
    const isAsBefore =
      before !== undefined &&
      // A file may hold something else now.
      located.caFile === undefined &&
      !isUnusable(before.sourced.connection) &&
      isDeepStrictEqual(before.located, located);
    if (isAsBefore) {
      return before.sourced;
    }
    const now = await toSourcedCluster(located, sourceName, this.#surroundings);
    // The credentials of the old one are known, and need not be asked for again.
    return before &&
      isDeepStrictEqual(before.located, located) &&
      isSameCluster(before.sourced, now)
      ? before.sourced
      : now;
  }
}

/**
 * Each name once: where several clusters have one, all but the first are told by where they are described. Entities come last: none
 * of them takes the name, and with it the settings, of a cluster that an administrator configured.
 */
function uniqueNames(located: Located['clusters']): string[] {
  const names: string[] = [];
  const taken = new Set<string>();
  const name = (cluster: Located['clusters'][number], index: number) => {
    const { at } = cluster;
    const wanted = entityOf(cluster)?.sourceName ?? cluster.name;
    let own = wanted;
    for (let count = 1; taken.has(own); count += 1) {
      own = count === 1 ? `${wanted} (${at})` : `${wanted} (${at}, ${count})`;
    }
    taken.add(own);
    names[index] = own;
  };
  for (const isEntity of [false, true]) {
    located.forEach((cluster, index) => {
      if ((entityOf(cluster) !== undefined) === isEntity) {
        name(cluster, index);
      }
    });
  }
  return names;
}

function entityOf(cluster: Located['clusters'][number]) {
  return 'unusable' in cluster ? undefined : cluster.entity;
}

function typeOf(method: unknown): string | undefined {
  return z.looseObject({ type: z.string() }).safeParse(method).data?.type;
}

/** What was found last stays beside what is found now. */
function withLast(found: Located, last: Located): Located {
  const placeOf = ({ name, at }: Located['clusters'][number]) =>
    JSON.stringify([name, at]);
  const now = new Set(found.clusters.map(placeOf));
  return {
    ...found,
    clusters: [
      ...found.clusters,
      ...last.clusters.filter(cluster => !now.has(placeOf(cluster))),
    ],
  };
}

function failureRow(
  at: string,
  type: string | undefined,
  said: string,
  { clusters }: Located,
): SourcedCluster {
  return {
    sourceName: type ? `${at} (${type})` : at,
    standsForSource: true,
    connection: {
      unusable: {
        reason: 'LocatorFailed',
        message:
          clusters.length > 0
            ? `${said} The clusters that it found last are kept.`
            : said,
      },
    },
  };
}
