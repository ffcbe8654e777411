import type {
  CheckSummaries,
  ClusterDetail,
} from '@runai-portal/backstage-plugin-runai-common';
import { createContext, useContext } from 'react';
import type { ClusterRun } from '../../hooks/useClusterRun';
import type { ReadState } from '../../hooks/useRead';

/** @public What the cluster's page has read for all of its tabs. */
export interface ClusterPageState {
  cluster: ClusterDetail;
  /** The checks, which may still be on their way. */
  results: ReadState<CheckSummaries>;
  run: ClusterRun;
}

export const ClusterPageContext = createContext<ClusterPageState | undefined>(
  undefined,
);

/** @public The cluster of the page around a tab. */
export function useClusterPage(): ClusterPageState {
  const state = useContext(ClusterPageContext);
  if (!state) throw new Error('useClusterPage needs a cluster page above it');
  return state;
}
