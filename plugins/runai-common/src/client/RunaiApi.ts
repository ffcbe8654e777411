import type {
  AccessView,
  AuditPage,
  CheckInfo,
  CheckSummary,
  ClusterDetail,
  ClusterSourceState,
  ClusterSummary,
  ConnectionTest,
  ConnectionTestRequest,
  Evaluation,
  EvaluationRequest,
  FleetTotals,
  HistoryPage,
  HistoryStrip,
  InstallView,
  NodePage,
  Page,
  ProfileInfo,
  Registration,
  Result,
  Run,
  RunRequest,
  Timestamp,
} from '../types';
import type {
  AxisName,
  CheckCategory,
  CheckStatus,
  Severity,
} from '../vocabulary';

/** @public What every call takes: how to stop it, and as whom to ask where no session adds a token. */
export interface RunaiRequestOptions {
  signal?: AbortSignal;
  /** A Backstage token; in the browser the fetch API adds the session's own. */
  token?: string;
}

/** @public One page of a list. */
export interface RunaiPageOptions extends RunaiRequestOptions {
  /** At most 500. */
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
}

/** @public A list that can be filtered: keys are anded, the values of one key are ored. */
export interface RunaiListOptions extends RunaiPageOptions {
  filter?: Record<string, string | readonly string[]>;
  order?: { field: string; direction: 'asc' | 'desc' };
}

/** @public `GET /clusters/:cluster/results` */
export interface RunaiResultsOptions extends RunaiRequestOptions {
  status?: readonly CheckStatus[];
  category?: readonly CheckCategory[];
  severity?: readonly Severity[];
}

/** @public `GET /clusters/:cluster/history` */
export interface RunaiHistoryOptions extends RunaiPageOptions {
  /** The last 30 days where absent. */
  since?: Timestamp;
  /** By `axis` or `checkId`. */
  filter?: Record<string, string | readonly string[]>;
}

/** @public `GET /clusters/:cluster/access` */
export interface RunaiAccessOptions extends RunaiRequestOptions {
  /** What is read through the proxy, too. */
  proxy?: boolean;
}

/** @public `GET /clusters/:cluster/audit` */
export interface RunaiAuditOptions extends RunaiPageOptions {
  /** By `actor`, `action` or `outcome`. */
  filter?: Record<string, string | readonly string[]>;
}

/** @public The checks of one cluster under its profile. */
export interface CheckSummaries {
  items: CheckSummary[];
  profile: string;
  /** Absent before the first run. */
  checkedAt?: Timestamp;
}

/** @public `GET /clusters/:cluster/history/days`: the four axes where nothing is named. */
export interface RunaiHistoryDaysOptions extends RunaiRequestOptions {
  axis?: readonly AxisName[];
  checkId?: readonly string[];
  /** Today included; 30 where absent. */
  days?: number;
  /** IANA name of the reader's time zone; UTC where absent. */
  zone?: string;
}

/** @public `POST /clusters/:cluster/runs`: everything where nothing is named. */
export type StartRun = RunRequest;

/**
 * @public What the portal's Run:ai backend answers. Every method rejects with `ResponseError` of `@backstage/errors` where the
 * backend answers with an error, and with the signal's reason where the caller gave up.
 */
export interface RunaiApi {
  /** Counts over what the caller may read. */
  fleet(options?: RunaiRequestOptions): Promise<FleetTotals>;
  clusters(options?: RunaiListOptions): Promise<Page<ClusterSummary>>;
  cluster(
    cluster: string,
    options?: RunaiRequestOptions,
  ): Promise<ClusterDetail>;
  nodes(cluster: string, options?: RunaiListOptions): Promise<NodePage>;
  results(
    cluster: string,
    options?: RunaiResultsOptions,
  ): Promise<CheckSummaries>;
  /** Every subject of one check, worst first. */
  result(
    cluster: string,
    checkId: string,
    options?: RunaiPageOptions & { status?: readonly CheckStatus[] },
  ): Promise<Page<Result>>;
  /**
   * What would be judged otherwise under another profile or other settings, on the facts that were read last: nothing is stored, and
   * the cluster is asked nothing.
   */
  evaluate(
    cluster: string,
    wanted: EvaluationRequest,
    options?: RunaiRequestOptions,
  ): Promise<Evaluation>;
  /** The last runs, newest first, without their events. */
  runs(cluster: string, options?: RunaiRequestOptions): Promise<Run[]>;
  /** `joined` where a run was under way already and is now shared. */
  startRun(
    cluster: string,
    run?: StartRun,
    options?: RunaiRequestOptions,
  ): Promise<{ run: Run; joined: boolean }>;
  /** `after`: only events with a greater `seq`. */
  run(
    cluster: string,
    id: string,
    options?: RunaiRequestOptions & { after?: number },
  ): Promise<Run>;
  cancelRun(
    cluster: string,
    id: string,
    options?: RunaiRequestOptions,
  ): Promise<void>;
  /** Transitions since a moment, newest first, and the spans in which nothing was observed. */
  history(cluster: string, options?: RunaiHistoryOptions): Promise<HistoryPage>;
  /** The last days of axes and checks, one strip each: what a row of bars shows. */
  historyDays(
    cluster: string,
    options?: RunaiHistoryDaysOptions,
  ): Promise<HistoryStrip[]>;
  /** What the portal's account may do on the cluster, and how the cluster is reached through the portal. */
  access(cluster: string, options?: RunaiAccessOptions): Promise<AccessView>;
  /** Who did what with the cluster through the portal, and who was refused; newest first. */
  audit(cluster: string, options?: RunaiAuditOptions): Promise<AuditPage>;
  checks(options?: RunaiRequestOptions): Promise<CheckInfo[]>;
  check(id: string, options?: RunaiRequestOptions): Promise<CheckInfo>;
  profiles(options?: RunaiRequestOptions): Promise<ProfileInfo[]>;
  profile(id: string, options?: RunaiRequestOptions): Promise<ProfileInfo>;
  install(cluster: string, options?: RunaiRequestOptions): Promise<InstallView>;
  /** Which servers may be registered, and the account that a cluster needs. */
  registration(options?: RunaiRequestOptions): Promise<Registration>;
  /** Tries a connection once; the token is used for that and not kept. */
  testConnection(
    connection: ConnectionTestRequest,
    options?: RunaiRequestOptions,
  ): Promise<ConnectionTest>;
  /** The configured sources with their clusters; for plugins and services alone, people are refused. */
  sources(options?: RunaiRequestOptions): Promise<ClusterSourceState[]>;
}
