import { knativeServing } from '@runai-portal/simulator';
import { featureCases } from '../../testing/software';

export const cases = featureCases({
  needed: { settings: { uses: ['inference'] } },
  supported: knativeServing({ version: '1.21.0' }),
  older: knativeServing({ version: '1.19.4' }),
  broken: knativeServing({ version: '1.21.0', ready: 0 }),
  unreadable: knativeServing({ version: 'devel' }),
});
