import { draDriver } from '@runai-portal/simulator';
import { featureCases } from '../../testing/software';
import { nodeFact } from '../../testing/nodes';

export const cases = featureCases({
  needed: {
    nodes: [
      nodeFact('gb200', { labels: { 'nvidia.com/gpu.clique': 'a1b2.0' } }),
    ],
  },
  supported: draDriver({ version: '25.8.0', nodes: 1 }),
  older: draDriver({ version: '25.3.2', nodes: 1 }),
  broken: draDriver({ version: '25.8.0', nodes: 1, ready: 0 }),
  unreadable: draDriver({ version: 'main', nodes: 1 }),
});
