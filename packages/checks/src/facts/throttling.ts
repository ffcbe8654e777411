import { FactUnavailable } from '../declarations';
import { defineFact } from './request';

/** What the client counted while all other facts of the run were read; sends nothing. */
export const throttlingFact = defineFact({
  id: 'throttling',
  title: 'Requests that the API server held back',
  requests: {},
  ttlSeconds: 0,
  turn: 'last',
  collect: async ({ client }) => {
    const { throttled, requests } = client.stats.snapshot();
    if (requests === 0) {
      throw new FactUnavailable(
        'NotRun',
        'No request of this run was sent, so that none could be held back',
      );
    }
    return { ...throttled, requests };
  },
});
