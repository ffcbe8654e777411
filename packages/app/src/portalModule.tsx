import { createFrontendModule } from '@backstage/frontend-plugin-api';
import {
  NavContentBlueprint,
  SignInPageBlueprint,
} from '@backstage/plugin-app-react';
import { PortalNav } from './nav/PortalNav';

const navContent = NavContentBlueprint.make({
  params: { component: PortalNav },
});

const signInPage = SignInPageBlueprint.make({
  params: {
    loader: () =>
      import('./signIn/PortalSignInPage').then(
        module => module.PortalSignInPage,
      ),
  },
});

/** What makes this portal's frame: its navigation, and how people sign in. */
export const portalModule = createFrontendModule({
  pluginId: 'app',
  extensions: [navContent, signInPage],
});
