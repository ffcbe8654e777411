import {
  createFrontendModule,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  NavContentBlueprint,
  SignInPageBlueprint,
} from '@backstage/plugin-app-react';
import { PortalNav } from './nav/PortalNav';
import { StartPage } from './StartPage';

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

const startPage = PageBlueprint.make({
  name: 'start',
  params: { path: '/', loader: async () => <StartPage /> },
});

/** What makes this portal's frame: its navigation, how people sign in, and the page it opens with. */
export const portalModule = createFrontendModule({
  pluginId: 'app',
  extensions: [navContent, signInPage, startPage],
});
