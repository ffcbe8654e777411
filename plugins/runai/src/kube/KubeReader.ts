import type { ProxyResource } from '@runai-portal/backstage-plugin-runai-common';
import type { DiscoveryApi, FetchApi } from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';
import { discoverKinds } from './discoverKinds';
import {
  namesDocument,
  objectDocument,
  statusDocument,
  tableDocument,
} from './documents';
import { KubeStatusError } from './KubeStatusError';
import {
  LOG_BYTES,
  type KubeKind,
  type KubeObject,
  type KubeTable,
  type ObjectName,
  type PodLogText,
} from './types';

const TABLE = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';
const NAMES =
  'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json';
/** The most that the proxy gives at once. */
const MOST_NAMES = 500;

type Query = Record<string, string | undefined>;

/** A page of a list to be asked for. */
export interface TablePage {
  kind: KubeKind;
  /** All where absent. */
  namespace?: string;
  labelSelector?: string;
  fieldSelector?: string;
  limit: number;
  next?: string;
  signal?: AbortSignal;
}

/** What of a pod's log is asked for. */
export interface LogRequest extends ObjectName {
  container: string;
  tailLines: number;
  previous: boolean;
  timestamps: boolean;
  signal?: AbortSignal;
}

/** Reads one cluster's API through the portal's proxy. Rejects with {@link KubeStatusError}, or `ResponseError` of the portal itself. */
export class KubeReader {
  readonly #apis: { discoveryApi: DiscoveryApi; fetchApi: FetchApi };
  readonly #cluster: string;

  constructor(
    apis: { discoveryApi: DiscoveryApi; fetchApi: FetchApi },
    cluster: string,
  ) {
    this.#apis = apis;
    this.#cluster = cluster;
  }

  kinds(
    allowed: readonly ProxyResource[],
    signal?: AbortSignal,
  ): Promise<KubeKind[]> {
    return discoverKinds(
      (path, accept) => this.#json(path, { accept, signal }),
      allowed,
    );
  }

  async table(page: TablePage): Promise<KubeTable> {
    const { kind, namespace, labelSelector, fieldSelector, signal } = page;
    const document = tableDocument.parse(
      await this.#json(pathOf(kind, { namespace }), {
        accept: TABLE,
        signal,
        query: {
          limit: String(page.limit),
          continue: page.next,
          labelSelector,
          fieldSelector,
        },
      }),
    );
    return {
      columns: document.columnDefinitions,
      rows: (document.rows ?? []).map(({ cells, object: { metadata } }) => ({
        cells,
        name: metadata.name,
        namespace: metadata.namespace,
        created: metadata.creationTimestamp ?? undefined,
      })),
      next: document.metadata?.continue || undefined,
      remaining: document.metadata?.remainingItemCount,
    };
  }

  /** At most {@link MOST_NAMES}, by name. */
  async namespaces(signal?: AbortSignal): Promise<string[]> {
    const { items } = namesDocument.parse(
      await this.#json('/api/v1/namespaces', {
        accept: NAMES,
        signal,
        query: { limit: String(MOST_NAMES) },
      }),
    );
    return items.map(({ metadata }) => metadata.name);
  }

  async object(
    kind: KubeKind,
    name: ObjectName,
    signal?: AbortSignal,
  ): Promise<KubeObject> {
    return objectDocument.parse(
      await this.#json(pathOf(kind, name), { signal }),
    );
  }

  async log(request: LogRequest): Promise<PodLogText> {
    const { namespace, name, container, tailLines, signal } = request;
    const response = await this.#get(
      `/api/v1/namespaces/${namespace}/pods/${name}/log`,
      {
        signal,
        query: {
          container,
          tailLines: String(tailLines),
          limitBytes: String(LOG_BYTES),
          ...(request.previous && { previous: 'true' }),
          ...(request.timestamps && { timestamps: 'true' }),
        },
      },
    );
    const bytes = await response.arrayBuffer();
    return {
      text: new TextDecoder().decode(bytes),
      cut: bytes.byteLength >= LOG_BYTES,
    };
  }

  async #json(
    path: string,
    options: { accept?: string; query?: Query; signal?: AbortSignal },
  ): Promise<unknown> {
    return (await this.#get(path, options)).json();
  }

  async #get(
    path: string,
    options: { accept?: string; query?: Query; signal?: AbortSignal },
  ): Promise<Response> {
    const { accept = 'application/json', query = {}, signal } = options;
    const base = await this.#apis.discoveryApi.getBaseUrl('runai');
    const search = new URLSearchParams(
      Object.entries(query).flatMap(([key, value]) =>
        value ? [[key, value]] : [],
      ),
    );
    const suffix = search.size > 0 ? `?${search}` : '';
    const response = await this.#apis.fetchApi.fetch(
      `${base}/clusters/${this.#cluster}/k8s${path}${suffix}`,
      { headers: { accept }, signal },
    );
    if (!response.ok) {
      throw await refusalOf(response);
    }
    return response;
  }
}

/** The path of a list, or of an object. */
function pathOf(kind: KubeKind, of: Partial<ObjectName>): string {
  const { group, version, resource } = kind;
  return [
    group ? `/apis/${group}/${version}` : `/api/${version}`,
    ...(of.namespace && kind.namespaced ? ['namespaces', of.namespace] : []),
    resource,
    ...(of.name ? [of.name] : []),
  ].join('/');
}

async function refusalOf(response: Response): Promise<Error> {
  const status = statusDocument.safeParse(
    await response
      .clone()
      .json()
      .catch(() => undefined),
  );
  if (!status.success) {
    return ResponseError.fromResponse(response);
  }
  const { message, reason, details } = status.data;
  const header = Number(response.headers.get('retry-after') ?? NaN);
  return new KubeStatusError({
    code: response.status,
    reason,
    message: message || response.statusText,
    retryAfterSeconds:
      details?.retryAfterSeconds ??
      (Number.isFinite(header) ? header : undefined),
  });
}
