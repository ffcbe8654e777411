import { readdirSync, readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020';
import { load } from 'js-yaml';
import { isDeepStrictEqual } from 'node:util';
import { known } from './known';
import { resolveInPackage } from './packageFolder';
import { ProfileRegistry } from './ProfileRegistry';
import type { Profile } from './schema';

const FOLDER = resolveInPackage('profiles');
const FILES = readdirSync(FOLDER).filter(name => name.endsWith('.yaml'));
const IDS = FILES.map(name => name.replace(/\.yaml$/, ''));
const VERSIONS = IDS.filter(id => /^runai-\d\.\d+$/.test(id));

const registry = ProfileRegistry.load();

const validate = new Ajv2020({ strict: false }).compile(
  JSON.parse(
    readFileSync(resolveInPackage('profiles', 'profile.schema.json'), 'utf8'),
  ),
);

/** As it goes over the wire. */
function published(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function errorsOf(value: unknown): unknown {
  return validate(published(value)) ? [] : validate.errors;
}

describe.each(IDS)('%s', id => {
  const text = readFileSync(`${FOLDER}/${id}.yaml`, 'utf8');

  it('is whole, and has the id that its file is named after', () => {
    expect(registry.get(id).id).toBe(id);
  });

  it('is valid by the published schema as it is written and as it is published, for a validator that is not ours', () => {
    expect(errorsOf(load(text))).toEqual([]);
    expect(errorsOf(registry.get(id))).toEqual([]);
  });

  it('tells editors where the schema is', () => {
    expect(text).toMatch(
      /^# yaml-language-server: \$schema=\.\/profile\.schema\.json\n/,
    );
  });
});

describe('the published schema', () => {
  it.each([
    ['an unknown key', { kubernetes: { minimun: '1.19' } }],
    ['a version that is a number', { kubernetes: { minimum: 1.2 } }],
    ['a word for how well it is founded', { openshift: { verified: 'maybe' } }],
  ])('refuses %s', (_, part) => {
    expect(errorsOf({ id: 'site', title: 'T', ...part })).not.toEqual([]);
  });

  it('lets a file take away what it inherits', () => {
    expect(
      errorsOf({
        id: 'site',
        title: 'T',
        kubernetes: { maxTested: null },
        endpoints: [{ id: 'runai-app', removed: true }],
      }),
    ).toEqual([]);
  });
});

/** What every version takes from the seeds as it is. Whatever else they say has to be said anew, or to be unverified. */
const CARRIED = [
  'nodeSkew',
  'gpu.signals',
  'gpu.fabricManager',
  'systemNodes.label',
  'security.admission',
  'storage.defaultClassAnnotations',
  'storage.provisioners',
  'namespaces',
  'cluster',
];

function partsOf(profile: Profile): [string, unknown][] {
  const { gpu, systemNodes, storage, security, checks, ...rest } = profile;
  const below = (name: string, part: object) =>
    Object.entries(part).map(([key, value]): [string, unknown] => [
      `${name}.${key}`,
      value,
    ]);
  return [
    ...Object.entries(rest),
    ...below('gpu', gpu),
    ...below('systemNodes', systemNodes),
    ...below('storage', storage),
    ...below('security', security),
  ].filter(([, value]) => typeof value === 'object') as [string, unknown][];
}

it('carries nothing of the seeds over to later versions that is not named here', () => {
  const seed = new Map(partsOf(registry.get('runai-2021.04')));
  const same = partsOf(registry.get('runai-any'))
    .filter(([key, value]) => isDeepStrictEqual(value, seed.get(key)))
    .map(([key]) => key);
  expect(same.filter(key => !CARRIED.includes(key))).toEqual([]);
});

type Row = [
  kubernetes: string,
  openshift: string,
  gpuOperator: string,
  systemNode: string,
];

/** Once more what the vendor's pages say, by hand: Kubernetes, OpenShift, GPU Operator, system nodes (cores / GB / GB). */
const MATRIX: Record<string, Row> = {
  'runai-2.5': ['1.19-1.24', '4.6-4.10', '1.9-', '4/8/50'],
  'runai-2.6': ['1.19-1.24', '4.6-4.10', '1.9-', '4/8/50'],
  'runai-2.7': ['1.19-1.24', '4.6-4.10', '1.9-', '4/8/50'],
  'runai-2.8': ['?', '?', '1.9-', '?'],
  'runai-2.9': ['1.23-1.26', '4.10-4.12', '1.9- not 1.10, 1.11', '?'],
  'runai-2.10': ['1.23-1.26', '4.10-4.12', '1.9- not 1.10, 1.11', '?'],
  'runai-2.11': ['?', '?', '?', '?'],
  'runai-2.12': ['?', '?', '?', '?'],
  'runai-2.13': ['1.23-1.28', '4.10-4.13', '?', '?'],
  'runai-2.14': ['?', '?', '?', '?'],
  'runai-2.15': ['?', '?', '?', '?'],
  'runai-2.16': ['1.26-1.28', '4.11-4.14', '?', '?'],
  'runai-2.17': ['1.27-1.29', '4.12-4.15', '?', '?'],
  'runai-2.18': ['1.28-1.30', '4.12-4.16', '22.9-23.9', '8/16/50'],
  'runai-2.19': ['1.28-1.31', '4.12-4.17', '?', '?'],
  'runai-2.20': ['1.29-1.32', '4.14-4.17', '22.9-25.3', '10/20/50'],
  'runai-2.21': ['1.30-1.32', '?', '?', '?'],
  'runai-2.22': ['1.31-1.33', '4.15-4.19', '?', '?'],
  'runai-2.23': ['1.31-1.34', '4.16-4.19', '?', '?'],
  'runai-2.24': ['1.33-1.35', '4.17-4.20', '?', '?'],
  'runai-2.25': ['1.33-1.35', '4.18-4.21', '25.10-26.3', '10/20/50'],
  'runai-2.26': ['?-1.36', '?', '?', '?'],
  'runai-3.0': ['?', '?', '25.10-26.7.1', '?'],
};

function range(
  part:
    | { minimum?: string; maxTested?: string; excluded?: string[] }
    | undefined,
): string {
  const { minimum = '?', maxTested = '', excluded = [] } = part ?? {};
  const not = excluded.length > 0 ? ` not ${excluded.join(', ')}` : '';
  return minimum === '?' && !maxTested ? '?' : `${minimum}-${maxTested}${not}`;
}

it.each(VERSIONS)('%s says what the vendor’s pages say, and no more', id => {
  const { kubernetes, openshift, gpu, systemNodes } = registry.get(id);
  const size = known(systemNodes.size);
  expect([
    range(known(kubernetes)),
    range(known(openshift)),
    range(gpu.operator),
    size
      ? `${size.cpu}/${size.memoryBytes / 1e9}/${size.diskBytes / 1e9}`
      : '?',
  ]).toEqual(MATRIX[id]);
});

it.each(IDS)('%s names the line that it is called after, and no other', id => {
  const line = /^runai-(\d\.\d+)$/.exec(id)?.[1];
  expect(registry.get(id).version).toBe(line);
});

it('asks for operating systems and runtimes where a page does, and says from then on where none is known', () => {
  const told = VERSIONS.map(id => {
    const { nodeSystems, containerRuntimes } = registry.get(id);
    return [id, nodeSystems?.verified, containerRuntimes?.verified];
  });
  expect(told.filter(([, ...parts]) => parts.some(Boolean)).sort()).toEqual([
    ['runai-2.18', 'vendor', undefined],
    ['runai-2.20', 'vendor', undefined],
    ['runai-2.25', 'vendor', 'vendor'],
    ['runai-2.26', 'unverified', 'unverified'],
    ['runai-3.0', 'unverified', 'vendor'],
  ]);
});

it('has a profile for every version of the matrix', () => {
  expect([...VERSIONS].sort()).toEqual(Object.keys(MATRIX).sort());
});
