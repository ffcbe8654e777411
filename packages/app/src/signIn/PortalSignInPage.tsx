import { ProxiedSignInPage } from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { DemoSignInPage } from './DemoSignInPage';

/**
 * Signs in one of the demo's people where all clusters are simulated ones, and otherwise the person at this machine. The server
 * decides by the same rule whom it believes; a company's portal has a sign-in page of its own.
 */
export function PortalSignInPage(props: SignInPageProps) {
  const sources =
    useApi(configApiRef).getOptionalConfigArray('runai.sources') ?? [];
  const demo = sources.every(source => source.getString('type') === 'demo');
  return demo ? (
    <DemoSignInPage {...props} />
  ) : (
    <ProxiedSignInPage {...props} provider="local" />
  );
}
