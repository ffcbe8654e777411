import { useMemo } from 'react';
import { useLocation } from 'react-router-dom';
import type { ObjectName } from '../kube/types';
import { useUrlState, type UrlState } from './useUrlState';

export const VIEWS = ['yaml', 'events', 'log'] as const;
export type ResourceView = (typeof VIEWS)[number];

/** What the Resources tab shows, as its address says it. */
export interface ResourceUrl {
  /** `pods`, `deployments.apps`; empty where none is chosen. */
  kind: string;
  /** Of the list; empty for all. */
  namespace: string;
  /** The object that is open. */
  object?: ObjectName;
  view: ResourceView;
  state: UrlState;
  /** A link to this page with other parts, for what leads somewhere: a kind, an object, a view. */
  linkTo(parts: Record<string, string | undefined>): { search: string };
}

/** Parts that go with an object, and mean nothing of another one. */
const OF_OBJECT = ['object', 'view', 'container', 'previous', 'find'];

export function useResourceUrl(): ResourceUrl {
  const state = useUrlState();
  const { search } = useLocation();
  return useMemo(() => {
    const view = VIEWS.find(known => known === state.get('view')) ?? 'yaml';
    return {
      kind: state.get('kind'),
      namespace: state.get('ns'),
      object: parseObject(state.get('object')),
      view,
      state,
      linkTo: parts => {
        const next = new URLSearchParams(search);
        if ('kind' in parts || 'object' in parts) {
          OF_OBJECT.forEach(key => next.delete(key));
        }
        if ('kind' in parts) ['labels', 'q'].forEach(key => next.delete(key));
        for (const [key, value] of Object.entries(parts)) {
          if (value) next.set(key, value);
          else next.delete(key);
        }
        return { search: `?${next}` };
      },
    };
  }, [state, search]);
}

/** `namespace/name`, or the name alone of what has no namespace. */
function parseObject(text: string): ObjectName | undefined {
  if (!text) return undefined;
  const slash = text.indexOf('/');
  return slash < 0
    ? { name: text }
    : { namespace: text.slice(0, slash), name: text.slice(slash + 1) };
}

/** As {@link ResourceUrl} reads it. */
export function objectText({ namespace, name }: ObjectName): string {
  return namespace ? `${namespace}/${name}` : name;
}
