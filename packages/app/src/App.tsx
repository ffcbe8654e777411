import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import homePlugin from '@backstage/plugin-home/alpha';
import orgPlugin from '@backstage/plugin-org/alpha';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import searchPlugin from '@backstage/plugin-search/alpha';
import signalsPlugin from '@backstage/plugin-signals/alpha';
import userSettingsPlugin from '@backstage/plugin-user-settings/alpha';
import runaiPlugin from '@runai-portal/backstage-plugin-runai';
import { portalModule } from './portalModule';

/** The portal as a company would have it: the plugins of a portal, ours among them, in the new frontend system. */
export const app = createApp({
  features: [
    catalogPlugin,
    homePlugin,
    orgPlugin,
    scaffolderPlugin,
    searchPlugin,
    signalsPlugin,
    userSettingsPlugin,
    runaiPlugin,
    portalModule,
  ],
});
