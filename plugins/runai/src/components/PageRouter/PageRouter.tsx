import type { PropsWithChildren } from 'react';
import { ReactRouterV6PageRouter } from '@backstage/frontend-adapter-react-router-v6';
import { coreApis, useApiHolder } from '@backstage/frontend-plugin-api';

/**
 * React Router for what is in a page, in every portal that can take the plugin.
 *
 * An app of the new frontend system has a history of its own from Backstage 1.57 on, which the adapter connects. Before that, and in an
 * app of the legacy frontend system, a page stands within React Router already, and the adapter asks 1.55 for what it does not have.
 */
export function PageRouter(props: PropsWithChildren<{}>) {
  const appHistory = useApiHolder().get(coreApis.appHistory);
  return appHistory ? (
    <ReactRouterV6PageRouter>{props.children}</ReactRouterV6PageRouter>
  ) : (
    <>{props.children}</>
  );
}
