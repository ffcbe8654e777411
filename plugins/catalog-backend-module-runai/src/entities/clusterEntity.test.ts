import { KUBERNETES_ANNOTATIONS } from '@runai-portal/backstage-plugin-runai-common';
import fc from 'fast-check';
import { refusal } from '../__testUtils__/refusal';
import { AUTHORITY, sourceCluster } from '../__testUtils__/sourceCluster';
import { clusterEntity } from './clusterEntity';

const options = {
  type: 'kubeconfig',
  defaults: { namespace: 'default', owner: 'group:default/unknown' },
  kubernetesAuth: { provider: 'google' },
  pagesUrl: 'https://portal.example/runai',
};

const SCRIPT = ['javascript', 'alert(1)'].join(':');

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.constantFrom(
    '',
    ' ',
    '\0',
    '\uD800',
    '__proto__',
    'constructor',
    'group:',
    ':/',
    'a:b/c/d',
    SCRIPT,
    '<script>',
    'x'.repeat(5000),
    'backstage.io/managed-by-location',
  ),
);
const texts = fc.array(text, { maxLength: 60 });
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });

const hostile = fc.record({
  name: text,
  title: text,
  owner: maybe(text),
  system: maybe(text),
  lifecycle: maybe(text),
  contact: maybe(
    fc.record({ title: text, url: maybe(fc.oneof(text, fc.webUrl())) }),
  ),
  labels: fc.dictionary(text, text, { maxKeys: 80 }),
  profile: text,
  runaiVersion: maybe(text),
  gpuProducts: maybe(texts),
  platform: maybe(
    fc.record({
      distribution: text,
      track: fc.constantFrom('kubernetes' as const, 'openshift' as const),
      kubernetesVersion: maybe(text),
      openshiftVersion: maybe(text),
    }),
  ),
  apiServer: maybe(fc.record({ server: text, caData: text })),
});

it('is one that the catalog takes, and of a size that it keeps, whatever is said of the cluster', async () => {
  await fc.assert(
    fc.asyncProperty(hostile, async cluster => {
      const entity = clusterEntity(sourceCluster('x', cluster), options);
      expect(await refusal(entity)).toBeUndefined();
      expect(JSON.stringify(entity).length).toBeLessThan(200_000);
      expect(entity.metadata.annotations).toMatchObject({
        'backstage.io/managed-by-location': expect.stringMatching(/^runai:/),
      });
      expect(JSON.parse(JSON.stringify(entity))).toEqual(entity);
    }),
    { numRuns: 300 },
  );
});

it('has a name of its own where two that the catalog would not take differ', () => {
  fc.assert(
    fc.property(text, text, (one, other) => {
      const nameOf = (name: string) =>
        clusterEntity(sourceCluster(name), options).metadata.name;
      expect(nameOf(one) === nameOf(other)).toBe(one === other);
    }),
  );
});

it.each([
  ['gpu-prod', 'gpu-prod'],
  ['GPU Prod', 'gpu-prod-0e1f7e'],
  ['…', 'cluster-'],
])('makes of the name %j one like %s', (name, expected) => {
  expect(clusterEntity(sourceCluster(name), options).metadata.name).toMatch(
    expected.slice(0, 8),
  );
});

it.each([
  ['ml-platform', 'group:default/ml-platform'],
  ['user:vera', 'user:default/vera'],
  ['group:ai/ml', 'group:ai/ml'],
  ['not an owner', 'group:default/unknown'],
  ['group:', 'group:default/unknown'],
  [undefined, 'group:default/unknown'],
])('is owned, where the settings say %j, by %s', (owner, expected) => {
  const { spec } = clusterEntity(sourceCluster('x', { owner }), options);
  expect(spec?.owner).toBe(expected);
});

it('leads to no address that is none of a page, of mail or of the portal', () => {
  const contact = { title: 'Me', url: SCRIPT };
  const { metadata } = clusterEntity(sourceCluster('x', { contact }), options);
  expect(metadata.links?.map(({ url }) => url)).toEqual([
    'https://portal.example/runai/clusters/x',
  ]);
});

describe('the annotations of the Kubernetes plugin', () => {
  const annotationsOf = (
    more: Parameters<typeof sourceCluster>[1],
    how: Partial<Parameters<typeof clusterEntity>[1]> = {},
  ) => {
    const { metadata } = clusterEntity(sourceCluster('x', more), {
      ...options,
      ...how,
    });
    return Object.values(KUBERNETES_ANNOTATIONS).flatMap(
      key => metadata.annotations?.[key] ?? [],
    );
  };

  it('are all there, or none of them', () => {
    expect(annotationsOf({})).toEqual([
      'https://x.example:6443',
      Buffer.from(AUTHORITY).toString('base64'),
      'google',
    ]);
    expect(annotationsOf({ apiServer: undefined })).toEqual([]);
    expect(annotationsOf({}, { kubernetesAuth: undefined })).toEqual([]);
  });

  it('are not there where the plugin has the cluster already', () => {
    expect(annotationsOf({}, { type: 'kubernetes' })).toEqual([]);
    const otherSources = [{ source: 'kubernetes', sourceName: 'x' }];
    expect(annotationsOf({ otherSources })).toEqual([]);
  });

  it('are there for show in the demo', () => {
    const demo = { type: 'demo', kubernetesAuth: undefined };
    expect(annotationsOf({}, demo)).toContain('google');
  });
});
