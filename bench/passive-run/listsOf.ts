import type { RequestRecord } from '@runai-portal/simulator';

/** What a run asked of the API server: the lists with their query but for paging, and how many requests were further pages. */
export interface RequestedLists {
  lists: string[];
  furtherPages: number;
}

/** Reads the lists out of a simulator's record of requests. */
export function listsOf(requests: readonly RequestRecord[]): RequestedLists {
  const lists = new Set<string>();
  let furtherPages = 0;
  for (const { method, path, query, status } of requests) {
    const { limit, continue: token, ...selectors } = query;
    if (method !== 'GET' || limit === undefined || status !== 200) {
      continue;
    }
    if (token) {
      furtherPages += 1;
    }
    const search = new URLSearchParams(selectors).toString();
    lists.add(search ? `${path}?${search}` : path);
  }
  return { lists: [...lists], furtherPages };
}
