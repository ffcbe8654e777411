import { ResponseError } from '@backstage/errors';
import type {
  CheckInfo,
  ClusterDetail,
  ClusterSummary,
  FleetTotals,
  HistoryPage,
  InstallView,
  NodeView,
  Page,
  ProfileInfo,
  Result,
  Run,
} from '../types';
import type { CheckStatus } from '../vocabulary';
import { listQuery, queryString } from './query';
import type {
  CheckSummaries,
  RunaiApi,
  RunaiHistoryOptions,
  RunaiListOptions,
  RunaiPageOptions,
  RunaiRequestOptions,
  RunaiResultsOptions,
  StartRun,
} from './RunaiApi';

interface Call extends RunaiRequestOptions {
  method?: 'POST' | 'DELETE';
  body?: object;
}

/** @public What the client needs of its surroundings; Backstage's own APIs of these names fit. */
export interface RunaiClientOptions {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi?: { fetch: typeof fetch };
}

/** @public The client of the HTTP API, for the browser and for Node. */
export class RunaiClient implements RunaiApi {
  readonly #discoveryApi: RunaiClientOptions['discoveryApi'];
  readonly #fetchApi: { fetch: typeof fetch };

  constructor(options: RunaiClientOptions) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi ?? { fetch: (...args) => fetch(...args) };
  }

  fleet(options?: RunaiRequestOptions): Promise<FleetTotals> {
    return this.#json('/fleet', options);
  }

  clusters(options?: RunaiListOptions): Promise<Page<ClusterSummary>> {
    return this.#json(`/clusters${listQuery(options)}`, options);
  }

  cluster(
    cluster: string,
    options?: RunaiRequestOptions,
  ): Promise<ClusterDetail> {
    return this.#json(path`/clusters/${cluster}`, options);
  }

  nodes(cluster: string, options?: RunaiListOptions): Promise<Page<NodeView>> {
    return this.#json(
      `${path`/clusters/${cluster}/nodes`}${listQuery(options)}`,
      options,
    );
  }

  results(
    cluster: string,
    options: RunaiResultsOptions = {},
  ): Promise<CheckSummaries> {
    const { status, category, severity } = options;
    return this.#json(
      `${path`/clusters/${cluster}/results`}${queryString({
        status,
        category,
        severity,
      })}`,
      options,
    );
  }

  result(
    cluster: string,
    checkId: string,
    options: RunaiPageOptions & { status?: readonly CheckStatus[] } = {},
  ): Promise<Page<Result>> {
    const { limit, cursor, status } = options;
    const query = queryString({ limit, cursor, status });
    return this.#json(
      `${path`/clusters/${cluster}/results/${checkId}`}${query}`,
      options,
    );
  }

  async runs(cluster: string, options?: RunaiRequestOptions): Promise<Run[]> {
    const { items } = await this.#json<{ items: Run[] }>(
      path`/clusters/${cluster}/runs`,
      options,
    );
    return items;
  }

  async startRun(
    cluster: string,
    run: StartRun = {},
    options?: RunaiRequestOptions,
  ): Promise<{ run: Run; joined: boolean }> {
    const response = await this.#call(path`/clusters/${cluster}/runs`, {
      ...options,
      method: 'POST',
      body: run,
    });
    return { run: await response.json(), joined: response.status === 200 };
  }

  run(
    cluster: string,
    id: string,
    options: RunaiRequestOptions & { after?: number } = {},
  ): Promise<Run> {
    return this.#json(
      `${path`/clusters/${cluster}/runs/${id}`}${queryString({
        after: options.after,
      })}`,
      options,
    );
  }

  async cancelRun(
    cluster: string,
    id: string,
    options?: RunaiRequestOptions,
  ): Promise<void> {
    await this.#call(path`/clusters/${cluster}/runs/${id}`, {
      ...options,
      method: 'DELETE',
    });
  }

  history(
    cluster: string,
    options?: RunaiHistoryOptions,
  ): Promise<HistoryPage> {
    return this.#json(
      `${path`/clusters/${cluster}/history`}${listQuery(options)}`,
      options,
    );
  }

  async checks(options?: RunaiRequestOptions): Promise<CheckInfo[]> {
    return (await this.#json<{ items: CheckInfo[] }>('/checks', options)).items;
  }

  check(id: string, options?: RunaiRequestOptions): Promise<CheckInfo> {
    return this.#json(path`/checks/${id}`, options);
  }

  async profiles(options?: RunaiRequestOptions): Promise<ProfileInfo[]> {
    return (await this.#json<{ items: ProfileInfo[] }>('/profiles', options))
      .items;
  }

  profile(id: string, options?: RunaiRequestOptions): Promise<ProfileInfo> {
    return this.#json(path`/profiles/${id}`, options);
  }

  install(
    cluster: string,
    options?: RunaiRequestOptions,
  ): Promise<InstallView> {
    return this.#json(path`/clusters/${cluster}/install`, options);
  }

  async #json<T>(route: string, options?: RunaiRequestOptions): Promise<T> {
    const response = await this.#call(route, {
      signal: options?.signal,
      token: options?.token,
    });
    return response.json();
  }

  async #call(route: string, call: Call): Promise<Response> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('runai');
    const headers: Record<string, string> = {};
    if (call.token) headers.Authorization = `Bearer ${call.token}`;
    if (call.body) headers['Content-Type'] = 'application/json';
    const response = await this.#fetchApi.fetch(`${baseUrl}${route}`, {
      method: call.method ?? 'GET',
      headers,
      body: call.body && JSON.stringify(call.body),
      signal: call.signal,
    });
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response;
  }
}

/** A path whose inserted segments cannot add segments of their own. */
function path(texts: TemplateStringsArray, ...segments: string[]): string {
  return texts.reduce(
    (whole, text, index) =>
      `${whole}${encodeURIComponent(segments[index - 1])}${text}`,
  );
}
