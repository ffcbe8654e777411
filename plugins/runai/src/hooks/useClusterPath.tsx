import { useRouteRef } from '@backstage/core-plugin-api';
import { createContext, useContext, type PropsWithChildren } from 'react';
import { clusterRouteRef } from '../routes';

/** Where a cluster's page stands that is no page of its own. */
export interface ClusterPlace {
  /** The cluster's. */
  name: string;
  /** The path above its tabs, without a slash at the end. */
  path: string;
}

const PlaceContext = createContext<ClusterPlace | undefined>(undefined);

/** Everything beneath that leads to a part of this cluster's page leads to that part here. */
export function ClusterPlaceProvider(props: PropsWithChildren<ClusterPlace>) {
  const { name, path, children } = props;
  return (
    <PlaceContext.Provider value={{ name, path }}>
      {children}
    </PlaceContext.Provider>
  );
}

/** Whether the cluster's page is shown within another page. */
export function useIsEmbedded(): boolean {
  return useContext(PlaceContext) !== undefined;
}

/** Where the tabs of a cluster's page are: within the page that shows them, else beneath the cluster's own page. */
export function useClusterPath(name: string): string {
  const place = useContext(PlaceContext);
  const ownPath = useRouteRef(clusterRouteRef);
  return place?.name === name ? place.path : ownPath({ name });
}
