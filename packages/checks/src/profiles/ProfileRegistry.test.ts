import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveInPackage } from './packageFolder';
import { known } from './known';
import { ProfileRegistry } from './ProfileRegistry';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'profiles-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function load(...texts: string[]): ProfileRegistry {
  const files = texts.map((text, index) => {
    const path = join(folder, `site-${index}.yaml`);
    writeFileSync(path, text);
    return path;
  });
  return ProfileRegistry.load({ files });
}

const HEAD = 'id: site\ntitle: Our site\nextends: runai-2021.04\n';

describe('ProfileRegistry', () => {
  it('knows which profiles are the site’s own', () => {
    const own = load(HEAD);
    expect(own.isOfSite('site')).toBe(true);
    expect(own.isOfSite('runai-2021.04')).toBe(false);
    const shipped = resolveInPackage('profiles', 'runai-2021.04.yaml');
    const replaced = load(readFileSync(shipped, 'utf8'));
    expect(replaced.isOfSite('runai-2021.04')).toBe(true);
  });

  it('judges by the seed profile where none is named', () => {
    expect(ProfileRegistry.load().get()).toMatchObject({
      id: 'runai-2021.04',
      kubernetes: {
        minimum: '1.16',
        recommended: '1.20',
        source: 'B1',
        verified: 'vendor',
      },
      openshift: { minimum: '4.3' },
      gpu: { driver: { minimum: '410.104' }, cuda: { minimum: '10.0' } },
      systemNodes: {
        size: { cpu: 4, memoryBytes: 8e9, diskBytes: 50e9 },
        failBelow: 0.95,
        freeWarnBelow: 0.75,
      },
    });
  });

  it('has each endpoint of the seed, with what each install mode asks of it', () => {
    const modes = new Map(
      ProfileRegistry.load()
        .get()
        .endpoints.flatMap(({ requirement, host, port, modes: m }) =>
          requirement
            ? [
                [
                  `${requirement} ${host}:${port}`,
                  [m.cloud, m.hybrid, m.fullyOnPrem, m.airGapped]
                    .map(w => w[0])
                    .join(''),
                ],
              ]
            : [],
        ),
    );
    expect(Object.fromEntries(modes)).toEqual({
      'B17 runai-charts.storage.googleapis.com:443': 'rrrn',
      'B18 hub.docker.com:443': 'rrrn',
      'B18 gcr.io:443': 'rrrn',
      'B19 quay.io:443': 'rrrn',
      'B20 prometheus-us-central1.grafana.net:443': 'rrnn',
      'B21 app.run.ai:443': 'rrnn',
      'B22 runai-prod.auth0.com:443': 'rrnn',
    });
  });

  it('lays a profile of the site over the one that it extends, and keeps what it does not name', () => {
    const site = load(
      `${HEAD}kubernetes: { minimum: '1.19' }\nendpoints:\n  - { id: runai-app, host: runai.corp.example }\n`,
    ).get('site');
    expect(site.kubernetes).toMatchObject({
      minimum: '1.19',
      recommended: '1.20',
    });
    expect(site.endpoints.find(({ id }) => id === 'runai-app')).toMatchObject({
      host: 'runai.corp.example',
      port: 443,
    });
    expect(site.endpoints).toHaveLength(
      ProfileRegistry.load().get().endpoints.length,
    );
  });

  it('puts the provisioners of the site before those of the shipped table', () => {
    const { storage } = load(
      `${HEAD}storage:\n  provisioners:\n    - { name: nfs.csi.k8s.io, title: Ours, modes: [ReadWriteOnce], nodeBound: true, source: us, verified: vendor }\n`,
    ).get('site');
    expect(
      storage.provisioners.filter(({ name }) => name === 'nfs.csi.k8s.io'),
    ).toMatchObject([{ title: 'Ours' }]);
    expect(storage.provisioners.length).toBeGreaterThan(20);
  });

  it('lets a file of the site replace a shipped profile by its id', () => {
    const registry = load(
      'id: base\ntitle: Base\nextends: runai-2021.04\n',
      'id: base\ntitle: Replaced\nextends: runai-2021.04\n',
    );
    expect(registry.get('base').title).toBe('Replaced');
  });

  it('takes away what is not known any more: data beside a source that nobody confirms, a key, an entry', () => {
    const site = load(
      `${HEAD}openshift: { source: Not asked yet, verified: unverified }\nkubernetes: { recommended: null }\nendpoints: [{ id: runai-app, removed: true }]\n`,
    ).get('site');
    expect(site.openshift).toEqual({
      source: 'Not asked yet',
      verified: 'unverified',
    });
    expect(site.kubernetes).toEqual({
      minimum: '1.16',
      source: 'B1',
      verified: 'vendor',
    });
    expect(site.endpoints.map(({ id }) => id)).not.toContain('runai-app');
  });

  it('lays nothing that is known over what is not: a number that nobody confirmed gets no source by that', () => {
    const { openshift } = load(
      `${HEAD}openshift: { minimum: '4.18', source: Heard, verified: unverified }\n`,
      "id: later\ntitle: T\nextends: site\nopenshift: { maxTested: '4.21', source: Asked, verified: vendor }\n",
    ).get('later');
    expect(openshift).toEqual({
      maxTested: '4.21',
      source: 'Asked',
      verified: 'vendor',
    });
  });

  it('keeps what is known apart from what stands beside a source and counts for nothing', () => {
    const { openshift, kubernetes } = load(
      `${HEAD}openshift: { minimum: '4.18', source: Heard, verified: unverified }\n`,
    ).get('site');
    expect(openshift).toMatchObject({ minimum: '4.18' });
    expect(known(openshift)).toBeUndefined();
    expect(known(kubernetes)).toBe(kubernetes);
    expect(known<{ verified: string }>(undefined)).toBeUndefined();
  });

  it.each<[string, string, string]>([
    [
      'a key that takes nothing away',
      `${HEAD}kubernetes:\n  maxTested: null\n`,
      'site-0.yaml, line 5: kubernetes.maxTested: ',
    ],
    [
      'an entry that takes nothing away',
      `${HEAD}endpoints:\n  - { id: no-such, removed: true }\n`,
      'endpoints.',
    ],
    [
      'a word that says how well something is founded',
      `${HEAD}kubernetes:\n  minimum: '1.19'\n  verified: perhaps\n`,
      'site-0.yaml, line 6: kubernetes.verified: ',
    ],
    [
      'an unknown key',
      `${HEAD}kubernetes:\n  minimun: '1.19'\n`,
      'site-0.yaml, line 5: kubernetes.minimun: unknown key "minimun"',
    ],
    [
      'a version without quotes',
      `${HEAD}kubernetes:\n  minimum: 1.20\n`,
      'site-0.yaml, line 5: kubernetes.minimum: must be a version in quotes',
    ],
    [
      'a severity that there is not',
      `${HEAD}checks:\n  a.b:\n    severity: high\n    source: us\n    verified: vendor\n`,
      'site-0.yaml, line 6: checks.a.b.severity',
    ],
    [
      'an entry in a list',
      `${HEAD}endpoints:\n  - { id: runai-app, port: 0 }\n`,
      'endpoints.5.port',
    ],
    [
      'a profile that there is not',
      'id: site\ntitle: T\nextends: nowhere\n',
      'line 3: extends "nowhere", and there is no such profile',
    ],
    ['a circle', 'id: site\ntitle: T\nextends: site\n', 'extends itself'],
    ['YAML that is none', 'id: site\ntitle: "T\n', 'site-0.yaml, line '],
    ['a file without an id', 'title: T\n', 'id: '],
    [
      'a profile that leaves something out',
      'id: site\ntitle: T\n',
      'kubernetes: ',
    ],
  ])('refuses %s, naming the place', (_, text, message) => {
    expect(() => load(text)).toThrow(message);
  });

  it('refuses a file that is not there, and a profile that is not there', () => {
    expect(() =>
      ProfileRegistry.load({ files: ['/nowhere/site.yaml'] }),
    ).toThrow('/nowhere/site.yaml cannot be read (ENOENT)');
    expect(() => ProfileRegistry.load().get('runai-9')).toThrow('there are: ');
  });
});
