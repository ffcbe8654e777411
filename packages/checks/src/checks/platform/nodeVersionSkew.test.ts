import { nodesFact } from '../../facts/nodes';
import { versionFact } from '../../facts/version';
import { evaluateCheck, fact, facts } from '../../testing';
import { nodeFact, projected } from '../../testing/nodes';
import { nodeVersionSkew } from './nodeVersionSkew';

function judge(server: string, ...kubelets: string[]) {
  return evaluateCheck(nodeVersionSkew, {
    facts: facts(
      fact(versionFact, { gitVersion: server }),
      fact(
        nodesFact,
        kubelets.map((kubeletVersion, index) =>
          nodeFact(`n${index}`, { nodeInfo: { kubeletVersion } }),
        ),
      ),
    ),
  });
}

describe('platform.node-version-skew', () => {
  it.each([
    ['v1.20.2', 'v1.18.20', 'pass', 'WithinSkew'],
    ['v1.20.2', 'v1.17.17', 'warn', 'TooOld'],
    ['v1.27.0', 'v1.24.9', 'warn', 'TooOld'],
    ['v1.28.0', 'v1.25.9', 'pass', 'WithinSkew'],
    ['v1.28.0', 'v1.24.9', 'warn', 'TooOld'],
    ['v1.20.2', 'v1.21.0', 'warn', 'Newer'],
    ['v1.20.2', 'v1.20.9', 'pass', 'WithinSkew'],
  ])(
    'judges with the API server %s the kubelet %s as %s',
    (server, kubelet, status, reason) => {
      expect(judge(server, kubelet)).toEqual([
        expect.objectContaining({
          status,
          reason,
          subject: { kind: 'node', name: 'n0' },
        }),
      ]);
    },
  );

  it('says unknown of the one node that tells no version, and judges the others', () => {
    const results = evaluateCheck(nodeVersionSkew, {
      facts: facts(
        fact(versionFact, { gitVersion: 'v1.20.2' }),
        fact(nodesFact, [
          projected({ metadata: { name: 'bare' } }),
          nodeFact('whole'),
        ]),
      ),
    });

    expect(
      results.map(({ subject, status }) => [subject.name, status]),
    ).toEqual([
      ['bare', 'unknown'],
      ['whole', 'pass'],
    ]);
  });

  it('says unknown of every node where the API server tells no version', () => {
    const results = judge('v0.21.0', 'v1.20.2', 'v0.21.0');
    expect(
      results.map(({ subject, status, reason }) => [
        subject.kind,
        status,
        reason,
      ]),
    ).toEqual([
      ['node', 'unknown', 'SchemaUnexpected'],
      ['node', 'unknown', 'SchemaUnexpected'],
    ]);
    expect(results.map(({ message }) => message)).toEqual([
      'The kubelet of n0 cannot be compared with the API server. The API server calls itself "v0.21.0", which is no version',
      'The kubelet of n1 cannot be compared with the API server. It calls itself "v0.21.0", which is no version. The API server calls itself "v0.21.0", which is no version',
    ]);
  });
});
