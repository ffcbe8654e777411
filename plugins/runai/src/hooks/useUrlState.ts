import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/** Filters and what is open, kept in the query of the URL, so that a link shows what its sender saw. */
export interface UrlState {
  /** The first value of a key; empty where there is none. */
  get(key: string): string;
  all(key: string): string[];
  /** Sets keys at once; an empty text, an empty list or `undefined` removes one. */
  set(changes: Record<string, string | readonly string[] | undefined>): void;
  /** Adds the value to a key's list, or takes it away. */
  toggle(key: string, value: string): void;
}

/** The state in the URL; changes replace the entry of the browser's history. */
export function useUrlState(): UrlState {
  const [params, setParams] = useSearchParams();
  const set = useCallback(
    (changes: Parameters<UrlState['set']>[0]) =>
      setParams(
        previous => {
          const next = new URLSearchParams(previous);
          for (const [key, value] of Object.entries(changes)) {
            next.delete(key);
            const values = typeof value === 'string' ? [value] : value ?? [];
            for (const text of values) if (text) next.append(key, text);
          }
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  return {
    get: key => params.get(key) ?? '',
    all: key => params.getAll(key),
    set,
    toggle: (key, value) => {
      const values = params.getAll(key);
      set({
        [key]: values.includes(value)
          ? values.filter(other => other !== value)
          : [...values, value],
      });
    },
  };
}
