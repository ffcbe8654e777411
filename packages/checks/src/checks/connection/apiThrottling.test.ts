import { throttlingFact } from '../../facts/throttling';
import { evaluateToOne, fact, facts } from '../../testing';
import { apiThrottlingCheck } from './apiThrottling';

describe('cluster.api-throttling', () => {
  const judge = (count: number, flowSchemaUids: string[] = []) =>
    evaluateToOne(apiThrottlingCheck, {
      facts: facts(
        fact(throttlingFact, { count, flowSchemaUids, requests: 40 }),
      ),
    });

  it('passes where no request was held back', () => {
    expect(judge(0)).toMatchObject({
      status: 'pass',
      severity: 'informational',
    });
  });

  it('warns of a single 429, naming the flow schema', () => {
    const result = judge(1, ['6f1c']);
    expect(result).toMatchObject({
      status: 'warn',
      message: 'The API server held back 1 of 40 requests (429)',
    });
    expect(result.evidence).toContainEqual(
      expect.objectContaining({ what: 'FlowSchema', value: '6f1c' }),
    );
  });
});
