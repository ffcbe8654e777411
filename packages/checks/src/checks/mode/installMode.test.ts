import type { InstallMode } from '@runai-portal/backstage-plugin-runai-common';
import type { Profile } from '../../profiles';
import { evaluateToOne, testProfile } from '../../testing';
import { backendServices, installedFacts } from '../../testing/phases';
import { installMode } from './installMode';

function judge(
  mode: InstallMode | undefined,
  seen: Parameters<typeof installedFacts>[0] = {},
  url?: string,
) {
  return evaluateToOne(installMode, {
    facts: installedFacts(seen),
    settings: { mode, ...(url && { controlPlane: { url } }) },
  });
}

describe('mode.install-mode', () => {
  it.each<[InstallMode, string, string, string]>([
    [
      'hybrid',
      'downloads while installing, metrics while running',
      '1',
      'The backend is in the cloud, images are downloaded',
    ],
    [
      'fullyOnPrem',
      'downloads alone',
      '2',
      'The backend is local, images are downloaded',
    ],
    ['airGapped', 'none', '2', 'The backend is local, images are brought in'],
  ])(
    'passes %s where nothing speaks against it, and says what that means',
    (mode, internet, phases, words) => {
      const result = judge(mode);
      expect(result).toMatchObject({ status: 'pass', severity: 'required' });
      expect(result.message).toContain(words);
      expect(result.evidence).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ key: 'internet', value: internet }),
          expect.objectContaining({ key: 'phases', value: phases }),
        ]),
      );
    },
  );

  it('is unknown where none is declared, and tells what each would change', () => {
    const result = judge(undefined, { workloads: backendServices() });
    expect(result).toMatchObject({ status: 'unknown', reason: 'NotDeclared' });
    expect(result.message).toContain(
      '3 workloads of a backend in runai-backend speak for a local one',
    );
    expect(result.remediation?.text).toMatch(
      /hybrid changes nothing; fullyOnPrem makes \d not applicable and 3 more required; airGapped makes \d not applicable and 4 more required\.$/,
    );
  });

  it.each([
    [{ providerID: 'aws:///eu-west-1a/i-0abc' }, 'pass'],
    [{ providerID: 'azure:///subscriptions/x' }, 'pass'],
    [{ labels: { 'nvidia.com/gpu.machine': 'p3.16xlarge' } }, 'pass'],
    [{ labels: { 'eks.amazonaws.com/nodegroup': 'gpu' } }, 'pass'],
    [{}, 'warn'],
    [{ providerID: 'rke2://node-0' }, 'warn'],
    [{ labels: { 'nvidia.com/gpu.machine': 'PowerEdge-R750' } }, 'warn'],
  ])('in the mode cloud, a node %j makes it %s', (node, status) => {
    expect(judge('cloud', { nodes: [{}, node] }).status).toBe(status);
  });

  it.each<[InstallMode, string, string, string]>([
    ['cloud', 'https://app.run.ai', 'pass', 'Fits'],
    ['hybrid', 'https://research.run.ai/', 'pass', 'Fits'],
    ['hybrid', 'https://runai.corp.example', 'warn', 'OwnControlPlane'],
    ['fullyOnPrem', 'https://runai.corp.example', 'pass', 'Fits'],
    ['fullyOnPrem', 'https://app.run.ai', 'warn', 'CloudControlPlane'],
    ['airGapped', 'https://app.run.ai', 'warn', 'CloudControlPlane'],
  ])('%s with the control plane %s is %s', (mode, url, status, reason) => {
    const nodes = [{ providerID: 'gce://p/z/n' }];
    expect(judge(mode, { nodes }, url)).toMatchObject({ status, reason });
    expect(judge(mode, { nodes, controlPlaneUrl: url })).toMatchObject({
      status,
      reason,
    });
  });

  it('holds no address against a mode where the profile does not know the hosts of the cloud', () => {
    const profile: Profile = {
      ...testProfile(),
      backend: { source: 'Differs', verified: 'unverified' },
    };
    const settings = {
      mode: 'hybrid' as const,
      controlPlane: { url: 'https://runai.corp.example' },
    };
    expect(
      evaluateToOne(installMode, {
        facts: installedFacts(),
        settings,
        profile,
      }),
    ).toMatchObject({ reason: 'Fits' });
  });
});
