import { deployment } from '@runai-portal/simulator';
import { Reading } from '../engine/Reading';
import type { ClusterSettingsInput } from '../settings';
import { TEST_NOW, testProfile, testSettings } from '../testing';
import { backendServices, installedFacts } from '../testing/phases';
import { declaredAndDetected } from './declaredAndDetected';

function rowsOf(
  settings: Partial<ClusterSettingsInput>,
  seen: Parameters<typeof installedFacts>[0] = {},
) {
  const context = {
    now: TEST_NOW,
    profile: testProfile(),
    settings: testSettings(settings),
  };
  const rows = declaredAndDetected(new Reading(installedFacts(seen), context));
  return Object.fromEntries(rows.map(({ key, ...row }) => [key, row]));
}

describe('settings beside what was seen', () => {
  it('say what is in force where nothing is declared', () => {
    const rows = rowsOf({});
    const signal = 'in force, while none is declared';
    expect(rows).toMatchObject({
      mode: { detected: 'cloud', signal, differs: false },
      environment: { declared: 'trial' },
      installPath: { detected: 'manual', signal },
      edition: { detected: 'supportEntitled', signal },
      uses: { detected: 'nothing', signal },
    });
  });

  it('say what is declared', () => {
    expect(
      rowsOf({
        mode: 'hybrid',
        installPath: 'guided',
        edition: 'openSource',
        uses: ['inference', 'rdma'],
      }),
    ).toMatchObject({
      mode: { declared: 'hybrid', differs: false },
      installPath: { declared: 'guided', differs: false },
      edition: { declared: 'openSource' },
      uses: { declared: 'inference, rdma' },
    });
  });

  it.each([
    [undefined, 'fullyOnPrem or airGapped', false],
    ['hybrid', 'fullyOnPrem or airGapped', true],
    ['airGapped', 'airGapped', false],
  ] as const)(
    'take a backend for a sign of the mode: declared %s, seen %s',
    (mode, detected, differs) => {
      const { mode: row } = rowsOf({ mode }, { workloads: backendServices() });
      expect(row).toMatchObject({
        detected,
        differs,
        signal: 'in runai-backend 3 of 3 workloads ready',
      });
    },
  );

  it('take the address of the control plane for one, too', () => {
    const seen = { controlPlaneUrl: 'https://app.run.ai' };
    expect(rowsOf({ mode: 'airGapped' }, seen).mode).toMatchObject({
      detected: 'cloud or hybrid',
      differs: true,
    });
    expect(rowsOf({ mode: 'hybrid' }, seen).mode).toMatchObject({
      detected: 'hybrid',
      differs: false,
    });
  });

  it('tell the registry that the images of Run:ai name', () => {
    const image = 'registry.corp.example:5000/runai-agent:v2';
    const { registry } = rowsOf(
      { registry: 'other.corp.example' },
      { workloads: [deployment('runai', 'runai-agent', { image })] },
    );
    expect(registry).toMatchObject({
      detected: 'registry.corp.example:5000',
      signal: 'named by images of Run:ai, 1 in all',
      differs: true,
    });
  });
});
