import { nodesFact } from '../../facts/nodes';
import { evaluateCheck, fact, facts, testProfile } from '../../testing';
import { nodeFact, projected } from '../../testing/nodes';
import { groupsEntry } from '../../testing/platform';
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
    expect(results.map(({ evidence }) => evidence[0].value)).toEqual([
      'amd64, Ubuntu 20.04.2 LTS, kernel 5.4.0-72-generic, containerd 1.4.4',
      'arm64, Ubuntu 20.04.2 LTS, kernel 5.4.0-72-generic, containerd 1.4.4',
      'amd64, Ubuntu 20.04.2 LTS, kernel 5.4.0-72-generic, containerd 1.4.4',
      'absent',
      'absent',
    ]);
  });

  it.each([
    ['runai-2.20', undefined, 'OtherArchitecture'],
    ['runai-2.22', undefined, 'Supported'],
    ['runai-2.22', 'config.openshift.io', 'OtherArchitecture'],
    ['runai-2.23', undefined, 'NotInProfile'],
    ['runai-2.25', 'config.openshift.io', 'Supported'],
  ])(
    'by %s, an ARM node of a cluster that serves %s: %s',
    (id, group, reason) => {
      const [result] = evaluateCheck(nodeArch, {
        facts: facts(
          fact(nodesFact, [
            nodeFact('arm', { nodeInfo: { architecture: 'arm64' } }),
          ]),
          groupsEntry(...(group ? [group] : [])),
        ),
        profile: testProfile(id),
      });
      expect(result).toMatchObject({ reason, severity: 'recommended' });
    },
  );
});
