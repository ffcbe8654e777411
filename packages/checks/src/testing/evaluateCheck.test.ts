import { defineCheck, type Fact } from '../declarations';
import { defineFact } from '../facts/request';
import { CATALOGUE } from '../catalogue';
import { forEachNode } from '../engine/findings';
import { Judgement } from '../engine/Judgement';
import {
  evaluateCheck,
  evaluateToOne,
  TEST_NOW,
  testProfile,
  testSettings,
} from './evaluateCheck';
import { fact, facts, failedFact } from './index';

const colours: Fact<{ name: string; colour?: string }[]> = defineFact({
  id: 'colours',
  title: 'Colours of nodes',
  requests: { nodes: { verb: 'list', resource: 'nodes' } },
  ttlSeconds: 60,
  collect: async () => [],
});
const size = defineFact({
  id: 'size',
  title: 'Size',
  requests: {},
  ttlSeconds: 60,
  collect: async () => 1,
});

const green = defineCheck({
  id: 'test.green',
  title: 'Nodes are green',
  category: 'nodes',
  requirements: [],
  description: 'A check of this test',
  scope: 'node',
  severity: 'required',
  uses: { colours },
  optional: { size },
  outcomes: {
    Green: { status: 'pass', says: '{node} is green' },
    NotGreen: {
      status: 'fail',
      says: '{node} is {colour}',
      remedy: { owner: 'cluster-admin', text: 'Paint {node}.' },
    },
  },
  evaluate: ({ colours: nodes }) =>
    forEachNode(nodes, node => {
      const green_ = (node.colour as string).toUpperCase() === 'GREEN';
      return {
        outcome: green_ ? 'Green' : 'NotGreen',
        values: { node: node.name, colour: node.colour },
      };
    }),
});

describe('evaluateCheck', () => {
  it('judges each subject, and only the one with broken data is unknown', () => {
    const results = evaluateCheck(green, {
      facts: facts(
        fact(colours, [
          { name: 'a', colour: 'green' },
          { name: 'b' },
          { name: 'c', colour: 'red' },
        ]),
      ),
    });
    expect(
      results.map(({ subject, status, reason }) => [
        subject.name,
        status,
        reason,
      ]),
    ).toEqual([
      ['a', 'pass', 'Green'],
      ['b', 'unknown', 'CheckCrashed'],
      ['c', 'fail', 'NotGreen'],
    ]);
  });

  it('is unknown with the reason and the words of a fact that could not be read', () => {
    const result = evaluateToOne(green, {
      facts: facts(failedFact(colours, 'Forbidden', 'Forbidden(list nodes)')),
    });
    expect(result).toMatchObject({
      status: 'unknown',
      reason: 'Forbidden',
      message: 'Forbidden(list nodes)',
    });
  });

  it('says on every result, as evidence, which optional fact it was judged without', () => {
    const results = evaluateCheck(green, {
      facts: facts(
        fact(colours, [
          { name: 'a', colour: 'green' },
          { name: 'b', colour: 'red' },
        ]),
        failedFact(size, 'Forbidden', 'Forbidden(get size)'),
      ),
    });
    expect(results.map(({ status }) => status)).toEqual(['pass', 'fail']);
    for (const { evidence } of results) {
      expect(evidence).toEqual([
        {
          what: 'Not read: Size',
          key: 'Forbidden',
          value: 'Forbidden(get size)',
          observedAt: TEST_NOW.toISOString(),
        },
      ]);
    }
    const [unasked] = evaluateCheck(green, {
      facts: facts(fact(colours, [{ name: 'a', colour: 'green' }])),
    });
    expect(unasked.evidence).toEqual([]);
  });

  it('types and judges through the list of checks', () => {
    const judgement = new Judgement(CATALOGUE, {
      facts: facts(fact(colours, [{ name: 'a', colour: 'green' }])),
      profile: testProfile(),
      settings: testSettings(),
      now: TEST_NOW,
    });
    expect(judgement.results(green)).toHaveLength(1);
  });
});
