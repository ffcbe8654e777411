import { runaiClusterCurrent } from '@runai-portal/simulator';
import type { ClusterSettingsInput } from '../../settings';
import { evaluateToOne, testProfile } from '../../testing';
import { softwareFacts } from '../../testing/software';
import { upgradePath } from './upgradePath';
import { cases, publishing } from './upgradePath.cases';

function judged(
  installed: string,
  wanted: string | undefined,
  settings: Partial<ClusterSettingsInput> = {},
) {
  return evaluateToOne(upgradePath, {
    facts: softwareFacts(
      runaiClusterCurrent({ version: installed, gpuNodes: 1, nodes: 3 }),
    ),
    settings,
    profile: { ...testProfile(), version: wanted },
  });
}

describe('software.upgrade-path', () => {
  it('is not asked for by a profile that is of no line', () => {
    expect(judged('2.25.1', undefined).status).toBe('notApplicable');
  });

  it.each([
    ['2.23.5', '2.23 to 3.0'],
    ['2.22.47', '2.22 to 2.26, then 2.26 to 3.0'],
    ['2.18.4', '2.18 to 2.22, then 2.22 to 2.26, then 2.26 to 3.0'],
  ])('leads from %s to 3.0 by %s', (installed, path) => {
    const { message, evidence } = judged(installed, '3.0');
    const steps = evidence
      .filter(({ what }) => what === 'upgrade')
      .map(({ key, value }) => `${key} to ${value}`);
    expect(steps.join(', then ')).toBe(path);
    expect(message.includes(path)).toBe(steps.length > 1);
  });

  it('shows what an installation calls itself whose version is of no line', () => {
    expect(
      evaluateToOne(upgradePath, {
        ...cases.VersionUnreadable,
        facts: publishing('master-1f3a'),
      }),
    ).toMatchObject({
      reason: 'VersionUnreadable',
      message:
        'Run:ai is installed in a version that cannot be told: it calls itself "master-1f3a"',
    });
  });

  it('knows no limit before 3.0', () => {
    expect(judged('2.13.30', '2.25')).toMatchObject({
      status: 'pass',
      message: 'Run:ai 2.13.30 can be upgraded to 2.25 in one step',
    });
  });

  it('names what 3.0 wants before it, fractions only where they are used', () => {
    expect(judged('2.25.1', '3.0').message).not.toContain('fractions');
    expect(judged('2.25.1', '3.0', { uses: ['fractions'] }).message).toContain(
      'workloads with fractions of GPUs are rewritten',
    );
  });

  it('names the preparations of a control plane only where there is one', () => {
    expect(judged('2.9.20', '2.13')).toMatchObject({ status: 'pass' });
    expect(judged('2.9.20', '2.13', { mode: 'fullyOnPrem' })).toMatchObject({
      status: 'warn',
      reason: 'Preparations',
    });
  });

  it('says of paid support only where it is paid for', () => {
    const supported = 'still supported';
    expect(judged('2.18.4', '3.0').remediation?.text).toContain(supported);
    expect(
      judged('2.18.4', '3.0', { edition: 'openSource' }).remediation?.text,
    ).not.toContain(supported);
  });
});
