import { defineCheck } from '../declarations';
import { nodesFact } from '../facts/nodes';
import { evaluateCheck, fact, facts } from '../testing';
import { nodeFact } from '../testing/nodes';
import { forNodesAlike } from './alike';
import { evidenceOf } from './findings';

/** How often nodes were judged. */
let judged = 0;

const check = defineCheck({
  id: 'test.alike',
  title: 'Nodes run a system',
  category: 'nodes',
  description: 'A check of this test',
  uses: { nodes: nodesFact },
  expected: '{node} as node {node}',
  actual: '{system}',
  outcomes: {
    Runs: {
      status: 'warn',
      says: '{node} runs {system}. Look at {node}',
      remedy: {
        text: 'Look at {node}.',
        commands: ['kubectl describe node {node}', 'kubectl get nodes'],
      },
    },
  },
  evaluate: ({ nodes }) =>
    forNodesAlike(
      nodes,
      ({ nodeInfo }) => ({ system: nodeInfo?.osImage }),
      (node, { system }) => {
        judged += 1;
        if (system === 'broken') {
          throw new Error(`${node} is broken`);
        }
        return system === undefined
          ? undefined
          : {
              outcome: 'Runs',
              values: { node, system },
              evidence: evidenceOf(
                [`node/${node}`, 'nodeInfo.osImage', system],
                ['nodes', 'systems', 'any'],
              ),
            };
      },
    ),
});

function judge(systems: Record<string, string | undefined>) {
  judged = 0;
  const nodes = Object.entries(systems).map(([name, osImage]) =>
    nodeFact(name, { nodeInfo: { osImage } }),
  );
  return evaluateCheck(check, { facts: facts(fact(nodesFact, nodes)) });
}

describe('nodes that are alike', () => {
  it('are judged once, and each is told by its own name', () => {
    const results = judge({ a: 'Flatcar', b: 'Talos', c: 'Flatcar' });
    expect(judged).toBe(2);
    expect(results.map(({ message }) => message)).toEqual([
      'a runs Flatcar. Look at a',
      'b runs Talos. Look at b',
      'c runs Flatcar. Look at c',
    ]);
    expect(results[2]).toMatchObject({
      subject: { kind: 'node', name: 'c' },
      actual: 'Flatcar',
      evidence: [{ what: 'node/c', value: 'Flatcar' }, { what: 'nodes' }],
      remediation: {
        text: 'Look at c.',
        commands: ['kubectl describe node c', 'kubectl get nodes'],
      },
    });
  });

  it('are left out where there is nothing to say of them', () => {
    expect(judge({ a: undefined, b: 'Talos' })).toHaveLength(1);
  });

  it('crash alone, each told by its own name', () => {
    expect(judge({ a: 'broken', b: 'Talos', c: 'broken' })).toMatchObject([
      { reason: 'CheckCrashed', message: expect.stringContaining('(a is') },
      { reason: 'Runs', subject: { name: 'b' } },
      { reason: 'CheckCrashed', message: expect.stringContaining('(c is') },
    ]);
  });

  it('get no command with a name that a shell would read otherwise', () => {
    const [plain, hostile] = judge({ a: 'Talos', 'b; reboot': 'Talos' });
    expect(plain.remediation?.commands).toHaveLength(2);
    expect(hostile).toMatchObject({
      message: 'b; reboot runs Talos. Look at b; reboot',
      remediation: { commands: ['kubectl get nodes'] },
    });
  });

  it('have their texts cut by what their own names make of them', () => {
    const long = 'x'.repeat(200);
    const results = judge({ a: 'Talos', [long]: 'Talos' });
    expect(results[0].expected).toBe('a as node a');
    expect(results[1].expected).toHaveLength(300);
    expect(results[1].expected?.endsWith('x…')).toBe(true);
  });
});
