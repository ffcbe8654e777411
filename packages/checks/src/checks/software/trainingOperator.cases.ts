import { trainingOperator } from '@runai-portal/simulator';
import { featureCases } from '../../testing/software';

export const cases = featureCases({
  needed: { settings: { uses: ['distributed'] } },
  supported: trainingOperator({ tag: 'v1-93c5489' }),
  older: trainingOperator({ tag: 'v1-3f15cb8' }),
  broken: trainingOperator({ tag: 'v1-93c5489', ready: 0 }),
  unreadable: trainingOperator({ tag: 'v1-0000000' }),
});
