import {
  discoveryApiRef,
  fetchApiRef,
  useApi,
} from '@backstage/core-plugin-api';
import { useMemo } from 'react';
import { KubeReader } from '../kube/KubeReader';

/** Reads a cluster's API through the portal's proxy, as the person who looks. */
export function useKubeReader(cluster: string): KubeReader {
  const discoveryApi = useApi(discoveryApiRef);
  const fetchApi = useApi(fetchApiRef);
  return useMemo(
    () => new KubeReader({ discoveryApi, fetchApi }, cluster),
    [discoveryApi, fetchApi, cluster],
  );
}
