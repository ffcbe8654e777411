import { useApi } from '@backstage/core-plugin-api';
import type { ConnectionTest } from '@runai-portal/backstage-plugin-runai-common';
import { useEffect, useRef, useState } from 'react';
import { runaiApiRef } from '../../api';

/** One test after the other; `start` gives up the one before. */
export interface ConnectionTesting {
  isTesting: boolean;
  result?: ConnectionTest;
  /** The backend's, not the cluster's: what a cluster says is a result. */
  error?: Error;
  /** @returns what was found; undefined where there was no answer, or nobody waits for it any more */
  start(connection: {
    server: string;
    ca?: string;
    token: string;
  }): Promise<ConnectionTest | undefined>;
  /** What was found is about another server now. */
  forget(): void;
}

/**
 * Tests a connection by way of the backend.
 *
 * @remarks Not by the cache of queries, which would keep the token with the variables of a mutation.
 */
export function useConnectionTest(): ConnectionTesting {
  const api = useApi(runaiApiRef);
  const underWay = useRef<AbortController>();
  const [state, setState] = useState<
    Pick<ConnectionTesting, 'isTesting' | 'result' | 'error'>
  >({ isTesting: false });
  useEffect(() => () => underWay.current?.abort(), []);
  const forget = () => {
    underWay.current?.abort();
    setState({ isTesting: false });
  };
  return {
    ...state,
    forget,
    async start(connection) {
      forget();
      const controller = new AbortController();
      underWay.current = controller;
      const { signal } = controller;
      setState({ isTesting: true });
      try {
        const result = await api.testConnection(connection, { signal });
        if (signal.aborted) return undefined;
        setState({ isTesting: false, result });
        return result;
      } catch (error) {
        if (!signal.aborted) {
          setState({
            isTesting: false,
            error: error instanceof Error ? error : new Error(String(error)),
          });
        }
        return undefined;
      }
    },
  };
}
