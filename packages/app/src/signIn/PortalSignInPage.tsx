import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { DemoSignInPage } from './DemoSignInPage';
import { LocalSignInPage } from './LocalSignInPage';

/**
 * Signs in one of the demo's people where all clusters are simulated ones, and otherwise who has the token of this start. The server
 * decides by the same rule whom it believes; a company's portal has a sign-in page of its own.
 */
export function PortalSignInPage(props: SignInPageProps) {
  const sources = useApi(configApiRef).getOptionalConfigArray('runai.sources');
  const isDemo =
    sources === undefined ||
    (sources.length > 0 &&
      sources.every(source => source.getOptionalString('type') === 'demo'));
  return isDemo ? (
    <DemoSignInPage {...props} />
  ) : (
    <LocalSignInPage {...props} />
  );
}
