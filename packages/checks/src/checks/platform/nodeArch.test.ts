import { nodesFact } from '../../facts/nodes';
import { evaluateCheck, fact, facts } from '../../testing';
import { nodeFact, projected } from '../../testing/nodes';
import { nodeArch } from './nodeArch';

describe('platform.node-arch', () => {
  it('tells of each node what it runs, and warns of architectures without images', () => {
    const results = evaluateCheck(nodeArch, {
      facts: facts(
        fact(nodesFact, [
          nodeFact('amd'),
          nodeFact('arm', { nodeInfo: { architecture: 'arm64' } }),
          nodeFact('win', { nodeInfo: { operatingSystem: 'windows' } }),
          projected({ metadata: { name: 'bare' } }),
          projected({
            metadata: {
              name: 'labelled',
              labels: { 'kubernetes.io/arch': 'amd64' },
            },
          }),
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
      ['amd', 'pass', 'Supported'],
      ['arm', 'warn', 'OtherArchitecture'],
      ['win', 'warn', 'OtherOperatingSystem'],
      ['bare', 'unknown', 'SchemaUnexpected'],
      ['labelled', 'pass', 'Supported'],
    ]);
    expect(results[0].message).toBe(
      'amd is linux on amd64. Ubuntu 20.04.2 LTS, kernel 5.4.0-72-generic, containerd 1.4.4',
    );
    expect(results[0].severity).toBe('informational');
  });
});
