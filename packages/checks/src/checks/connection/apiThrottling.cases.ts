import { throttlingFact } from '../../facts/throttling';
import { fact, facts, type OutcomeCases } from '../../testing';
import type { apiThrottlingCheck } from './apiThrottling';

const counted = (count: number, ...flowSchemaUids: string[]) => ({
  facts: facts(fact(throttlingFact, { count, flowSchemaUids, requests: 40 })),
});

export const cases: OutcomeCases<typeof apiThrottlingCheck> = {
  NotThrottled: counted(0),
  Throttling: counted(3, '7e0d-1'),
};
