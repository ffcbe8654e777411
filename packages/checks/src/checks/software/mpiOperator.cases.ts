import { mpiOperator } from '@runai-portal/simulator';
import { featureCases } from '../../testing/software';

export const cases = featureCases({
  needed: { settings: { uses: ['distributed'] } },
  supported: mpiOperator({ version: '0.6.0' }),
  older: mpiOperator({ version: '0.4.0' }),
  broken: mpiOperator({ version: '0.6.0', ready: 0 }),
  unreadable: mpiOperator({ version: 'latest' }),
});
