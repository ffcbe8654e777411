import { networkOperator } from '@runai-portal/simulator';
import { featureCases } from '../../testing/software';

export const cases = featureCases({
  needed: { settings: { uses: ['rdma'] } },
  supported: networkOperator({ version: '26.7.0' }),
  older: networkOperator({ version: '24.7.0' }),
  broken: networkOperator({ version: '26.7.0', ready: 0 }),
  unreadable: networkOperator({ version: 'main' }),
});
