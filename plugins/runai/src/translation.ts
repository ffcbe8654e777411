import { createTranslationRef } from '@backstage/core-plugin-api/alpha';
import * as accessMessages from './messages/access';
import * as catalogueMessages from './messages/catalogue';
import * as checkMessages from './messages/checks';
import * as clusterMessages from './messages/cluster';
import * as compareMessages from './messages/compare';
import * as entityMessages from './messages/entity';
import * as fleetMessages from './messages/fleet';
import * as registerMessages from './messages/register';
import * as resourceMessages from './messages/resources';
import { states } from './messages/states';

/** @public Every text of the plugin's pages, in English; other languages are added by the portal. */
export const runaiTranslationRef = createTranslationRef({
  id: 'plugin.runai',
  messages: {
    ...fleetMessages,
    ...clusterMessages,
    ...checkMessages,
    ...catalogueMessages,
    ...compareMessages,
    ...resourceMessages,
    ...accessMessages,
    ...entityMessages,
    ...registerMessages,
    state: states,
    loading: 'Loading',
  },
});
