import type { ObjectStore } from '../store/ObjectStore';
import type { StoredObject } from '../store/StoredObject';
import type { ServedResource } from '../resources/types';
import { representation } from './accept';
import type { ApiRequest, ApiResponse } from './ApiRequest';
import type { Dialect } from './Dialect';
import { decodeContinue, encodeContinue } from './continueToken';
import { metadataOf } from './partialMetadata';
import type { ResourceTarget } from './RequestTarget';
import { fieldPredicate, labelPredicate } from './selectors';
import { badRequest, StatusError } from './status';
import { tableOf } from './table';

interface Page {
  items: StoredObject[];
  revision: number;
  continue?: string;
  /** Left out with selectors, as the server would have to read the rest to know it. */
  remaining?: number;
}

/** `GET` of a collection, in any of its forms. */
export function listObjects(options: {
  store: ObjectStore;
  resource: ServedResource;
  target: ResourceTarget;
  request: ApiRequest;
  dialect: Dialect;
  now: () => Date;
}): ApiResponse {
  const { resource, target, request, dialect } = options;
  const form = representation(request.headers.accept, true, dialect);
  const page = pageOf(options);
  const partial = form.form === 'metadata';
  const counts = !(partial && resource.custom) || dialect.countsMetadata;
  const metadata = {
    // Lists of custom objects say so where nothing follows.
    ...(page.continue !== undefined && { continue: page.continue }),
    ...(page.continue === undefined &&
      resource.custom &&
      form.form === 'full' && { continue: '' }),
    ...(page.remaining !== undefined &&
      counts && { remainingItemCount: page.remaining }),
    resourceVersion: String(page.revision),
  };
  if (form.form === 'table') {
    return tableOf({
      ...options,
      items: page.items,
      metadata,
      version: form.version,
    });
  }
  const apiVersion = apiVersionOf(target);
  const head = JSON.stringify(
    partial
      ? {
          kind: 'PartialObjectMetadataList',
          apiVersion: `meta.k8s.io/${form.version}`,
          metadata,
        }
      : { kind: resource.listKind, apiVersion, metadata },
  );
  const items = page.items.map(item =>
    partial
      ? metadataOf(item, form.version)
      : item.json(apiVersion, resource.custom),
  );
  return {
    status: 200,
    body: `${head.slice(0, -1)},"items":[${items.join(',')}]}\n`,
  };
}

/** `v1` of the core group, `group/version` of others. */
export function apiVersionOf(target: { group: string; version: string }) {
  return target.group ? `${target.group}/${target.version}` : target.version;
}

function pageOf(options: {
  store: ObjectStore;
  resource: ServedResource;
  target: ResourceTarget;
  request: ApiRequest;
}): Page {
  const { store, resource, target, request } = options;
  const { query } = request;
  const token = query.get('continue');
  const limit = limitOf(query);
  const labels = labelPredicate(query.get('labelSelector'));
  const fields = fieldPredicate(query.get('fieldSelector'), resource);

  const from = token ? decodeContinue(token) : undefined;
  const revision = from && from.revision >= 0 ? from.revision : store.revision;
  const all = store.list(resource, revision);
  if (!all) {
    throw expired(from?.after ?? '');
  }
  let items = target.namespace
    ? all.filter(item => item.object.metadata.namespace === target.namespace)
    : all;
  if (from) {
    items = items.filter(item => item.key > from.after);
  }
  if (labels || fields) {
    items = items.filter(
      ({ object }) => (labels?.(object) ?? true) && (fields?.(object) ?? true),
    );
  }
  if (!limit || items.length <= limit) {
    return { items, revision };
  }
  const page = items.slice(0, limit);
  return {
    items: page,
    revision,
    continue: encodeContinue({ revision, after: page[limit - 1].key }),
    remaining: labels || fields ? undefined : items.length - limit,
  };
}

function limitOf(query: URLSearchParams): number {
  const text = query.get('limit');
  if (!text) {
    return 0;
  }
  const limit = Number(text);
  if (!Number.isInteger(limit)) {
    throw badRequest(`strconv.ParseInt: parsing "${text}": invalid syntax`);
  }
  // The watch cache, which resourceVersion=0 is answered from, knows no pages.
  return query.get('resourceVersion') === '0' ? 0 : limit;
}

function expired(after: string): StatusError {
  return new StatusError({
    code: 410,
    reason: 'Expired',
    message:
      'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.',
    metadata: { continue: encodeContinue({ revision: -1, after }) },
  });
}
