import { useCallback, useMemo, useRef } from 'react';
import { useSearchParams } from 'react-router-dom';

type Changes = Record<string, string | readonly string[] | undefined>;

/** Filters and what is open, kept in the query of the URL, so that a link shows what its sender saw. */
export interface UrlState {
  /** The first value of a key; empty where there is none. */
  get(key: string): string;
  all(key: string): string[];
  /** Sets keys at once; an empty text, an empty list or `undefined` removes one. */
  set(changes: Changes): void;
  /** Adds the value to a key's list, or takes it away. */
  toggle(key: string, value: string): void;
}

function withChanges(
  params: URLSearchParams,
  changes: Changes,
): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const [key, value] of Object.entries(changes)) {
    next.delete(key);
    const values = typeof value === 'string' ? [value] : value ?? [];
    for (const text of values) if (text) next.append(key, text);
  }
  return next;
}

/**
 * The state in the URL; changes replace the entry of the browser's history.
 *
 * @remarks A change rests on the URL as it is when the change is made, not when the handler was: React Router hands even a
 * function the parameters of the last render, so that a change which is made later, or a second one before the page is drawn
 * again, would undo the one before.
 */
export function useUrlState(): UrlState {
  const [params, setParams] = useSearchParams();
  const newest = useRef({ params, setParams });
  if (newest.current.setParams !== setParams) {
    newest.current = { params, setParams };
  }
  const change = useCallback(
    (changesOf: (params: URLSearchParams) => Changes) => {
      const { current } = newest;
      const next = withChanges(current.params, changesOf(current.params));
      current.params = next;
      current.setParams(next, { replace: true });
    },
    [],
  );
  return useMemo(
    () => ({
      get: key => params.get(key) ?? '',
      all: key => params.getAll(key),
      set: changes => change(() => changes),
      toggle: (key, value) =>
        change(now => {
          const values = now.getAll(key);
          return {
            [key]: values.includes(value)
              ? values.filter(other => other !== value)
              : [...values, value],
          };
        }),
    }),
    [params, change],
  );
}
