import { setImmediate as nextTurn } from 'node:timers/promises';
import { KubeError } from '../errors/KubeError';
import { resourcePath, type ResourceRef } from '../http/paths';
import { malformed, parseBody } from './body';
import { leaveOut } from './leaveOut';
import type { ListAnswer, ListOptions } from './options';
import { PageOnItsWay, type SendPage } from './PageOnItsWay';
import type { Outgoing, Sent } from './Sender';

const METADATA_ACCEPT =
  'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json';
/** 10,000 pages of 500 are more than any API server holds: a list without end is none. */
const MAX_PAGES = 10_000;

interface RawList {
  kind?: string;
  metadata?: {
    resourceVersion?: string;
    continue?: string;
    remainingItemCount?: number;
  };
  items?: unknown[] | null;
}

/** Lists all pages; begins anew once when the list expires on the way (etcd compaction, after about five minutes). */
export async function listAll<T, P>(
  send: SendPage,
  what: { ref: ResourceRef; target: string },
  options: ListOptions<T, P>,
): Promise<ListAnswer<P>> {
  try {
    return await listOnce(send, what, options);
  } catch (error) {
    if (error instanceof KubeError && error.errorClass === 'expired') {
      return listOnce(send, what, options);
    }
    throw error;
  }
}

async function listOnce<T, P>(
  send: SendPage,
  { ref, target }: { ref: ResourceRef; target: string },
  options: ListOptions<T, P>,
): Promise<ListAnswer<P>> {
  const { maxItems = Number.POSITIVE_INFINITY } = options;
  const limit = Math.min(options.limit ?? 500, maxItems);
  const answer: ListAnswer<P> = { items: [], resourceVersion: '', pages: 0 };
  const tokens = new Set<string>();
  const request = (from: string | undefined) =>
    pageRequest(ref, options, limit, from);
  let read = 0;
  const isWanted = (next: string) =>
    !tokens.has(next) && read + limit < maxItems;
  let token: string | undefined;
  let ahead: PageOnItsWay | undefined;
  do {
    const current: PageOnItsWay =
      ahead && ahead.token === token
        ? ahead
        : new PageOnItsWay(send, request, token);
    current.lookAhead(isWanted);
    const sent = await current.sent;
    ahead = current.next;
    if (ahead) {
      // So that the request is on its way before this page keeps the process busy.
      await nextTurn();
    }
    const { outgoing } = current;
    const page = parsePage(
      options.leaveOut
        ? { ...sent, body: leaveOut(sent.body, options.leaveOut) }
        : sent,
      outgoing,
      target,
    );
    answer.pages += 1;
    answer.resourceVersion ||= page.metadata?.resourceVersion ?? '';

    const items = page.items.slice(0, maxItems - read);
    read += items.length;
    addProjected(answer.items, items, options.project);

    token = page.metadata?.continue || undefined;
    if (read >= maxItems) {
      answer.remaining = remainingAfter(
        page.items.length - items.length,
        page.metadata,
        token,
      );
      break;
    }
    if (
      token !== undefined &&
      (tokens.has(token) || answer.pages >= MAX_PAGES)
    ) {
      throw malformed(
        outgoing,
        target,
        'a list without end: it sends the reader round in a circle',
      );
    }
    tokens.add(token ?? '');
  } while (token !== undefined);
  return answer;
}

function pageRequest<T, P>(
  ref: ResourceRef,
  options: ListOptions<T, P>,
  limit: number,
  token: string | undefined,
): Outgoing {
  return {
    method: 'GET',
    path: resourcePath(ref),
    query: {
      limit: String(limit),
      continue: token,
      labelSelector: options.labelSelector,
      fieldSelector: options.fieldSelector,
    },
    accept: options.metadataOnly ? METADATA_ACCEPT : 'application/json',
    idempotent: true,
    resource: { verb: 'list', ref },
  };
}

function parsePage(
  sent: Sent,
  outgoing: Outgoing,
  target: string,
): RawList & { items: unknown[] } {
  const page = parseBody<RawList>(sent, outgoing, target);
  if (typeof page !== 'object' || page === null) {
    throw malformed(outgoing, target, 'something that is not a list');
  }
  // Go writes an empty slice that was never made as null; only a list may have one.
  const items =
    page.items === null && page.kind?.endsWith('List') ? [] : page.items;
  if (!Array.isArray(items)) {
    throw malformed(outgoing, target, 'a list that has no items');
  }
  return { ...page, items };
}

function addProjected<T, P>(
  into: P[],
  items: unknown[],
  project: ((item: T) => P | undefined) | undefined,
): void {
  for (const item of items) {
    const projected = project ? project(item as T) : (item as P);
    if (projected !== undefined) {
      into.push(projected);
    }
  }
}

function remainingAfter(
  cut: number,
  metadata: RawList['metadata'],
  token: string | undefined,
): number | undefined {
  if (token === undefined) {
    return cut || undefined;
  }
  // Servers leave the count out where selectors are used.
  return metadata?.remainingItemCount === undefined
    ? undefined
    : cut + metadata.remainingItemCount;
}
