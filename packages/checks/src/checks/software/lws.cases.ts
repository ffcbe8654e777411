import { leaderWorkerSet } from '@runai-portal/simulator';
import { featureCases } from '../../testing/software';

export const cases = featureCases({
  needed: { settings: { uses: ['inference', 'distributed'] } },
  supported: leaderWorkerSet({ version: '0.7.0' }),
  older: leaderWorkerSet({ version: '0.5.1' }),
  broken: leaderWorkerSet({ version: '0.7.0', ready: 0 }),
  unreadable: leaderWorkerSet({ version: 'main' }),
});
