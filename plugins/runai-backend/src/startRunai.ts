import { resolve } from 'node:path';
import type {
  AuditorService,
  DatabaseService,
  DiscoveryService,
  HttpAuthService,
  LifecycleService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
  RootConfigService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import type { ConditionTransformer } from '@backstage/plugin-permission-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { RequestHandler } from 'express';
import {
  runaiClusterPermissions,
  runaiClusterRegisterPermission,
} from '@runai-portal/backstage-plugin-runai-common';
import {
  runaiClusterPermissionResourceRef,
  runaiClusterRules,
  listensLocally,
  type ClusterSourceFactory,
  type RunaiClusterCondition,
  type RunaiClusterResource,
} from '@runai-portal/backstage-plugin-runai-node';
import {
  createEngine,
  ProfileRegistry,
  type Check,
  type Fact,
} from '@runai-portal/checks';
import { ClusterAccess } from './access/ClusterAccess';
import { PortalAccess } from './access/PortalAccess';
import { proxyAuthority } from './account/proxyAuthority';
import { AuditEvents } from './audit/AuditEvents';
import { auditOthers } from './audit/auditOthers';
import { AuditStore } from './audit/AuditStore';
import { AuditTrail } from './audit/AuditTrail';
import { DeclaredSources } from './clusters/DeclaredSources';
import { SessionPool } from './clusters/SessionPool';
import { SourcedClusterRegistry } from './clusters/SourcedClusterRegistry';
import { toDeclared } from './clusters/toDeclared';
import { configBaseDir } from './config/configBaseDir';
import { ConfigurationError } from './config/ConfigurationError';
import {
  withAbsolutePaths,
  type ConfiguredCluster,
} from './config/configuredCluster';
import { readRunaiConfig, type RunaiConfig } from './config/runaiConfig';
import { ClusterStore } from './database/ClusterStore';
import { DatabaseClock } from './database/DatabaseClock';
import { Declarations } from './database/Declarations';
import { HistoryStore } from './database/HistoryStore';
import { openDatabase } from './database/migrations';
import { NodeStore } from './database/NodeStore';
import { openReading } from './database/openReading';
import { ResultStore } from './database/ResultStore';
import { RunStore } from './database/RunStore';
import { WorkQueue } from './database/WorkQueue';
import { KubernetesProxy } from './proxy/KubernetesProxy';
import { proxyRoute } from './proxy/proxyRoute';
import { refuseUpgrades } from './proxy/refuseUpgrades';
import { ChangeNotifier } from './refresh/ChangeNotifier';
import { ClusterPoller } from './refresh/ClusterPoller';
import { CostMeter } from './refresh/CostMeter';
import { RefreshSchedule } from './refresh/RefreshSchedule';
import { scheduleRetention } from './refresh/scheduleRetention';
import { RegistrableServers } from './registration/RegistrableServers';
import { TestsPerMinute } from './registration/TestsPerMinute';
import { createRouter } from './routes/createRouter';
import { readBody } from './routes/readBody';
import { refuseNul } from './routes/refuseNul';
import type { RunaiRouter } from './routes/types';
import { LastFacts } from './runs/LastFacts';
import { RunService } from './runs/RunService';
import { createSources } from './sources/createSources';
import { SourceFeed, type FeedIntervals } from './sources/SourceFeed';

/** Of one person. */
const CONNECTION_TESTS_PER_MINUTE = 5;

/** What the plugin is put together from. */
export interface StartRunaiOptions {
  auditor: AuditorService;
  config: RootConfigService;
  database: DatabaseService;
  discovery: DiscoveryService;
  httpAuth: HttpAuthService;
  lifecycle: LifecycleService;
  logger: LoggerService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  scheduler: SchedulerService;
  signals?: SignalsService;
  toCriteria: ConditionTransformer<RunaiClusterCondition>;
  isAllowed: (
    decision: PolicyDecision,
    cluster: RunaiClusterResource,
  ) => boolean;
  factories: ReadonlyMap<string, ClusterSourceFactory>;
  /** For tests. */
  sourceIntervals?: Partial<FeedIntervals>;
  /** Resolves when all plugins have started: sources that ask other plugins wait for it. */
  portalStarted: Promise<void>;
  checks: readonly Check[];
  facts: readonly Fact<unknown>[];
  /** For tests: an answer that the contract does not allow becomes an error. */
  validateResponses: boolean;
}

/**
 * Reads the configuration, opens the database, and puts everything together. The first poll of the clusters begins when the
 * portal has started; nothing here waits for a cluster.
 *
 * @throws with one sentence where the configuration is wrong
 */
export async function startRunai(
  options: StartRunaiOptions,
): Promise<{ handlers: (RequestHandler | RunaiRouter)[] }> {
  const { logger, scheduler, lifecycle } = options;
  const config = readRunaiConfig(options.config);
  const engine = createEngine({
    profiles: await loadProfiles(config),
    checks: options.checks,
    facts: options.facts,
  });
  const sources = await createSources({
    config,
    factories: options.factories,
    baseDir: await configBaseDir('runai.sources'),
    localOnly: listensLocally(options.config),
    logger,
  });
  const knex = await openDatabase(options.database);
  const reading = openReading(knex);
  const clock = await DatabaseClock.create({ knex });
  const now = () => clock.now();
  const registry = await SourcedClusterRegistry.start({
    feeds: sources.map(source =>
      SourceFeed.create({
        source,
        logger,
        intervals: options.sourceIntervals,
        portalStarted: options.portalStarted,
      }),
    ),
    sessions: SessionPool.create({ engine, userAgent: 'runai-backstage' }),
    config: { ...config, clusters: await withFiles(config.clusters) },
    knownProfiles: engine.profiles.ids(),
    logger,
  });

  const declarations = Declarations.create({ knex });
  const declaredSources = new DeclaredSources({
    states: () => registry.sources(),
  });
  // One after the other: an older list must not be written over a newer one.
  let declaring = Promise.resolve();
  const declare = () => {
    declaring = declaring
      .catch(() => undefined)
      .then(() =>
        declaredSources.declare(() =>
          declarations.declare(registry.list().map(toDeclared), {
            keepOf: registry.unanswered(),
          }),
        ),
      );
    return declaring;
  };

  const clusters = ClusterStore.create({ knex });
  const nodes = NodeStore.create({ knex });
  const results = ResultStore.create({ knex });
  const history = HistoryStore.create({ knex });
  const runStore = RunStore.create({ knex });
  const audit = AuditStore.create({ knex });
  const trail = new AuditTrail({ store: audit, logger });
  const notifier = new ChangeNotifier({ signals: options.signals, logger });
  // Runs ask for polls, and the schedule of the polls begins runs: one of them has to be told of the other later.
  let refreshNow: (cluster: string) => Promise<void> = async () => {};
  const lastFacts = new LastFacts();
  const runs = RunService.create({
    lastFacts,
    knex,
    clusters,
    results,
    runs: runStore,
    registry,
    checks: engine.checks,
    notifier,
    refreshSoon: name => refreshNow(name),
    logger,
    now,
  });
  const { healthMs, checksMs } = config.schedule;
  const polls = WorkQueue.create({ knex, kind: 'poll' });
  const checks = WorkQueue.create({ knex, kind: 'checks' });
  const cost = new CostMeter();
  const schedule = RefreshSchedule.create({
    registry,
    poller: ClusterPoller.create({
      registry,
      knex,
      clusters,
      nodes,
      history,
      polls,
      checks,
      notifier,
      cost,
      logger,
      pollMs: healthMs,
      now,
    }),
    runs,
    polls,
    checks,
    cost,
    logger,
    declarations,
    checksMs,
    clock,
  });
  refreshNow = name => schedule.refreshNow(name);
  options.permissionsRegistry.addResourceType({
    resourceRef: runaiClusterPermissionResourceRef,
    permissions: runaiClusterPermissions,
    rules: Object.values(runaiClusterRules),
    getResources: async names =>
      Promise.all(
        names.map(async name => (await clusters.find(name))?.declared),
      ),
  });
  options.permissionsRegistry.addPermissions([runaiClusterRegisterPermission]);

  lifecycle.addStartupHook(async () => {
    registry.onChange(change => {
      declare()
        .then(() => schedule.changed(change))
        .catch(error =>
          logger.error('The clusters could not be declared', error),
        );
    });
    await declare();
    await scheduleRetention({ scheduler, history, audit, now });
    await schedule.start();
  });
  lifecycle.addShutdownHook(async () => {
    await Promise.all([schedule.stop(), runs.stop()]);
    await declarations.end();
    await trail.flush();
    await registry.stop();
    await reading.close();
  });

  // Where nobody decides on permissions, everybody would read through the proxy.
  const decides =
    options.config.getOptionalBoolean('permission.enabled') === true ||
    config.allowWithoutPermissions;
  const seen = ClusterStore.create(reading);
  const asked = {
    httpAuth: options.httpAuth,
    permissions: options.permissions,
    events: new AuditEvents({ auditor: options.auditor, logger }),
    trail,
    now,
  };
  const access = new ClusterAccess({
    ...asked,
    toCriteria: options.toCriteria,
    isAllowed: options.isAllowed,
    clusters: seen,
    logger,
  });
  const url = await options.discovery.getExternalBaseUrl('runai');
  const router = await createRouter(
    {
      access,
      portal: new PortalAccess(asked),
      servers: RegistrableServers.create({ sources: config.sources, registry }),
      tests: TestsPerMinute.create({ most: CONNECTION_TESTS_PER_MINUTE }),
      audit: AuditStore.create(reading),
      registry,
      declaredSources,
      engine,
      knex: reading.knex,
      clusters: seen,
      nodes: NodeStore.create(reading),
      results: ResultStore.create(reading),
      history: HistoryStore.create(reading),
      runStore: RunStore.create(reading),
      runs,
      lastFacts,
      decides,
      portalAddress: {
        url,
        caData: proxyAuthority(options.config, url),
      },
      sourceTypes: [...options.factories.keys()].sort(),
      ages: () => ({ now: now(), pollMs: healthMs }),
    },
    { validateResponses: options.validateResponses },
  );
  const proxy = new KubernetesProxy({ access, registry, decides });
  const upgrades = refuseUpgrades({ access, httpAuth: options.httpAuth });
  lifecycle.addShutdownHook(async () => upgrades.stop());
  return {
    handlers: [
      auditOthers(access),
      proxyRoute(proxy),
      refuseNul,
      readBody,
      router,
    ],
  };
}

/** Paths start from the configuration file that has `runai.clusters`. */
async function withFiles(
  clusters: readonly ConfiguredCluster[],
): Promise<ConfiguredCluster[]> {
  const baseDir = await configBaseDir('runai.clusters');
  return clusters.map(cluster => withAbsolutePaths(cluster, baseDir));
}

/** @throws ProfileError for a profile file, ConfigurationError for `runai.profile` */
async function loadProfiles({
  profile,
  profiles,
}: RunaiConfig): Promise<ProfileRegistry> {
  const baseDir = await configBaseDir('runai.profiles');
  const loaded = ProfileRegistry.load({
    files: profiles.map(file => resolve(baseDir, file)),
  });
  if (profile !== undefined && !loaded.ids().includes(profile)) {
    throw new ConfigurationError(
      `runai.profile is '${profile}'; known are ${loaded.ids().join(', ')}.`,
    );
  }
  return loaded;
}
