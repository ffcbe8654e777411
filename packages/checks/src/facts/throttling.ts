import { FactUnavailable, type Fact } from '../declarations';
import { defineFact } from './request';

/** How often the API server asked this run to slow down. */
export interface Throttling {
  /** Answers 429. */
  count: number;
  /** Of the flow schemas that gave them, from the headers of API priority and fairness. */
  flowSchemaUids: string[];
  /** Requests of the run when it was counted. */
  requests: number;
}

/** What the client counted while all other facts of the run were read; sends nothing. */
export const throttlingFact: Fact<Throttling> = defineFact({
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
