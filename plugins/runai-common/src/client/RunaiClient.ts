import { ResponseError } from '@backstage/errors';
import { DefaultApiClient, type TypedResponse } from '../schema/openapi';
import type {
  AccessView,
  AuditPage,
  CheckInfo,
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
} from '../types';
import type { CheckStatus } from '../vocabulary';
import { listQuery } from './listQuery';
import type {
  CheckSummaries,
  RunaiAccessOptions,
  RunaiApi,
  RunaiAuditOptions,
  RunaiHistoryDaysOptions,
  RunaiHistoryOptions,
  RunaiListOptions,
  RunaiPageOptions,
  RunaiRequestOptions,
  RunaiResultsOptions,
  StartRun,
} from './RunaiApi';

/** @public What the client needs of its surroundings; Backstage's own APIs of these names fit. */
export interface RunaiClientOptions {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi?: { fetch: typeof fetch };
}

/** @public The client of the HTTP API, for the browser and for Node; its requests are made from the contract. */
export class RunaiClient implements RunaiApi {
  readonly #discoveryApi: RunaiClientOptions['discoveryApi'];
  readonly #fetchApi: { fetch: typeof fetch };

  constructor(options: RunaiClientOptions) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi ?? { fetch: (...args) => fetch(...args) };
  }

  fleet(options?: RunaiRequestOptions): Promise<FleetTotals> {
    return body(this.#api(options).getFleet({}, options));
  }

  clusters(options?: RunaiListOptions): Promise<Page<ClusterSummary>> {
    const query = listQuery(options);
    return body(this.#api(options).getClusters({ query }, options));
  }

  cluster(
    cluster: string,
    options?: RunaiRequestOptions,
  ): Promise<ClusterDetail> {
    const path = { cluster };
    return body(this.#api(options).getCluster({ path }, options));
  }

  nodes(cluster: string, options?: RunaiListOptions): Promise<NodePage> {
    const request = { path: { cluster }, query: listQuery(options) };
    return body(this.#api(options).getNodes(request, options));
  }

  results(
    cluster: string,
    options: RunaiResultsOptions = {},
  ): Promise<CheckSummaries> {
    const query = {
      status: someOf(options.status),
      category: someOf(options.category),
      severity: someOf(options.severity),
    };
    return body(
      this.#api(options).getResults({ path: { cluster }, query }, options),
    );
  }

  result(
    cluster: string,
    checkId: string,
    options: RunaiPageOptions & { status?: readonly CheckStatus[] } = {},
  ): Promise<Page<Result>> {
    const { limit, cursor, status } = options;
    const request = {
      path: { cluster, checkId },
      query: { limit, cursor, status: someOf(status) },
    };
    return body(this.#api(options).getCheckResults(request, options));
  }

  evaluate(
    cluster: string,
    wanted: EvaluationRequest,
    options?: RunaiRequestOptions,
  ): Promise<Evaluation> {
    const request = { path: { cluster }, body: wanted };
    return body(this.#api(options).evaluateCluster(request, options));
  }

  async runs(cluster: string, options?: RunaiRequestOptions): Promise<Run[]> {
    const path = { cluster };
    const { items } = await body(this.#api(options).getRuns({ path }, options));
    return items;
  }

  async startRun(
    cluster: string,
    run: StartRun = {},
    options?: RunaiRequestOptions,
  ): Promise<{ run: Run; joined: boolean }> {
    const request = { path: { cluster }, body: run };
    const response = await ok(this.#api(options).createRun(request, options));
    return { run: await response.json(), joined: response.status === 200 };
  }

  run(
    cluster: string,
    id: string,
    options: RunaiRequestOptions & { after?: number } = {},
  ): Promise<Run> {
    const request = { path: { cluster, id }, query: { after: options.after } };
    return body(this.#api(options).getRun(request, options));
  }

  async cancelRun(
    cluster: string,
    id: string,
    options?: RunaiRequestOptions,
  ): Promise<void> {
    const path = { cluster, id };
    await ok(this.#api(options).cancelRun({ path }, options));
  }

  history(
    cluster: string,
    options: RunaiHistoryOptions = {},
  ): Promise<HistoryPage> {
    const { order: _order, ...query } = listQuery(options);
    const request = {
      path: { cluster },
      query: { ...query, since: options.since },
    };
    return body(this.#api(options).getHistory(request, options));
  }

  async historyDays(
    cluster: string,
    options: RunaiHistoryDaysOptions = {},
  ): Promise<HistoryStrip[]> {
    const { axis, checkId, days, zone } = options;
    const request = {
      path: { cluster },
      query: { axis: someOf(axis), checkId: someOf(checkId), days, zone },
    };
    const { items } = await body(
      this.#api(options).getHistoryDays(request, options),
    );
    return items;
  }

  access(
    cluster: string,
    options: RunaiAccessOptions = {},
  ): Promise<AccessView> {
    const request = { path: { cluster }, query: { proxy: options.proxy } };
    return body(this.#api(options).getAccess(request, options));
  }

  audit(cluster: string, options?: RunaiAuditOptions): Promise<AuditPage> {
    const { order: _order, ...query } = listQuery(options);
    const request = { path: { cluster }, query };
    return body(this.#api(options).getAudit(request, options));
  }

  async checks(options?: RunaiRequestOptions): Promise<CheckInfo[]> {
    return (await body(this.#api(options).getChecks({}, options))).items;
  }

  check(id: string, options?: RunaiRequestOptions): Promise<CheckInfo> {
    const path = { checkId: id };
    return body(this.#api(options).getCheck({ path }, options));
  }

  async profiles(options?: RunaiRequestOptions): Promise<ProfileInfo[]> {
    return (await body(this.#api(options).getProfiles({}, options))).items;
  }

  profile(id: string, options?: RunaiRequestOptions): Promise<ProfileInfo> {
    return body(this.#api(options).getProfile({ path: { id } }, options));
  }

  install(
    cluster: string,
    options?: RunaiRequestOptions,
  ): Promise<InstallView> {
    const path = { cluster };
    return body(this.#api(options).getInstall({ path }, options));
  }

  registration(options?: RunaiRequestOptions): Promise<Registration> {
    return body(this.#api(options).getRegistration({}, options));
  }

  testConnection(
    connection: ConnectionTestRequest,
    options?: RunaiRequestOptions,
  ): Promise<ConnectionTest> {
    const request = { body: connection };
    return body(this.#api(options).createConnectionTest(request, options));
  }

  async sources(options?: RunaiRequestOptions): Promise<ClusterSourceState[]> {
    return (await body(this.#api(options).getSources({}, options))).items;
  }

  /** The generated client knows no signal: it is laid around `fetch`, for this one call. */
  #api({ signal }: RunaiRequestOptions = {}): DefaultApiClient {
    const { fetch: send } = this.#fetchApi;
    return new DefaultApiClient({
      discoveryApi: this.#discoveryApi,
      fetchApi: { fetch: (input, init) => send(input, { ...init, signal }) },
    });
  }
}

async function ok<T>(
  pending: Promise<TypedResponse<T>>,
): Promise<TypedResponse<T>> {
  const response = await pending;
  if (!response.ok) {
    throw await ResponseError.fromResponse(response);
  }
  return response;
}

async function body<T>(pending: Promise<TypedResponse<T>>): Promise<T> {
  return (await ok(pending)).json();
}

/** An empty list asks for nothing, as an absent one does. */
function someOf<T>(values: readonly T[] | undefined): T[] | undefined {
  return values?.length ? [...values] : undefined;
}
