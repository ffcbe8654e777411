import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import fc from 'fast-check';
import { clusterEntity } from '../../__testUtils__/clusterEntity';
import { outcomes, whyNot } from '../../__testUtils__/outcomes';
import { describeClusters } from '../../clusters/describeClusters';
import { isUnusable } from '../isUnusable';
import { CatalogSource } from './CatalogSource';
import { PublicNames } from '@runai-portal/backstage-plugin-runai-node';

jest.setTimeout(60_000);

/** A source whose catalog holds what is put into `entities`. */
function sourceOf(entities: Entity[], config: JsonObject = {}) {
  const pages: number[] = [];
  const source = CatalogSource.fromConfig(
    { config: { type: 'catalog', ...config } },
    {
      auth: mockServices.auth(),
      catalog: {
        streamEntities: (request, options) => {
          pages.push(request?.pageSize ?? 0);
          return catalogServiceMock({ entities }).streamEntities(
            request,
            options,
          );
        },
      },
    },
    { names: PublicNames.create({ lookUp: async () => ['203.0.114.7'] }) },
  );
  return { list: () => source.list({}), pages };
}

const environment = { ...process.env };
afterEach(() => {
  process.env = { ...environment };
});

describe('the clusters of the catalog', () => {
  it('are its entities of that type, reached with credentials that the configuration has', async () => {
    const clusters = await sourceOf([
      clusterEntity('gpu-prod'),
      { ...clusterEntity('a-database'), spec: { type: 'database' } },
      { ...clusterEntity('a-component'), kind: 'Component' },
      clusterEntity('lab', {}, { metadata: { namespace: 'research' } }),
    ]).list();
    expect(outcomes(clusters)).toEqual({
      'gpu-prod': 'CredentialsMissing',
      'research/lab': 'CredentialsMissing',
    });
    expect(whyNot(clusters, 'gpu-prod')).toBe(
      'The portal has no credentials for this cluster, and takes none from the catalog: give them in runai.clusters, under the name gpu-prod.',
    );
    const { clusters: described } = describeClusters({
      sources: [{ type: 'catalog', label: 'catalog', clusters }],
      config: {
        clusters: [{ name: 'gpu-prod', credentials: { token: 'a-token' } }],
      },
      knownProfiles: ['runai-2021.04'],
    });
    const [{ connection }] = described;
    expect(connection).toMatchObject({
      server: 'https://gpu-prod.example:6443',
      onlyPublicAddresses: true,
    });
    expect(
      isUnusable(connection) ? undefined : await connection.credentials?.(),
    ).toEqual({ token: 'a-token' });
  });

  it('say owner, system, lifecycle, labels and how the portal shall treat them', async () => {
    const [cluster] = await sourceOf([
      clusterEntity(
        'gpu',
        {
          'runai-portal/cluster': 'gpu-prod',
          'runai-portal/environment': 'production',
          'runai-portal/mode': 'cloud',
          'runai-portal/profile': 'runai-2.25',
          'runai-portal/existing-prometheus': 'true',
          'runai-portal/install-path': 'guided',
          'runai-portal/uses': 'inference, rdma',
          // Never taken from an entity.
          'runai-portal/proxy': 'https://proxy.example',
          'runai-portal/token': 'a-token',
          serviceAccountToken: 'a-token',
          'kubernetes.io/skip-tls-verify': 'true',
        },
        {
          metadata: { title: 'GPU production', labels: { team: 'vision' } },
          spec: { system: 'compute', lifecycle: 'production' },
        },
      ),
    ]).list();
    expect(cluster).toMatchObject({
      name: 'gpu-prod',
      sourceName: 'gpu',
      entityRef: 'resource:default/gpu',
      title: 'GPU production',
      labels: { team: 'vision' },
    });
    expect(cluster.settings).toEqual({
      owner: 'group:default/ml-platform',
      system: 'compute',
      lifecycle: 'production',
      environment: 'production',
      mode: 'cloud',
      profile: 'runai-2.25',
      existingPrometheus: true,
      installPath: 'guided',
      uses: ['inference', 'rdma'],
    });
    expect(JSON.stringify(cluster)).not.toContain('a-token');
    expect(JSON.stringify(cluster)).not.toContain('skipTLSVerify":true');
  });

  it.each<[Record<string, string | undefined>, string, string]>([
    [
      { 'kubernetes.io/api-server': undefined },
      'AddressMissing',
      'The annotation kubernetes.io/api-server is missing; it must be the address of the API server, like https://gpu-prod.example:6443.',
    ],
    [
      { 'kubernetes.io/api-server': 'https://10.0.0.1' },
      'AddressNotPublic',
      "The annotation kubernetes.io/api-server ('https://10.0.0.1') leads to this machine, to a private network or to something reserved; where that is meant, list the address in allowUrls of the source catalog (runai.sources), and its host in dangerouslyAllowClusterUrls of the catalog locator of the Kubernetes plugin where there is one.",
    ],
    [
      { 'kubernetes.io/api-server-certificate-authority': 'garbage' },
      'AnnotationInvalid',
      "The annotation kubernetes.io/api-server-certificate-authority does not hold a certificate that can be read. It must be the certificate authority's certificate in PEM form, encoded as base64.",
    ],
    [
      { 'runai-portal/environment': 'prod' },
      'AnnotationInvalid',
      "The annotation runai-portal/environment is 'prod'; it must be production or trial.",
    ],
    [
      { 'runai-portal/profile': './profiles/mine.yaml' },
      'AnnotationInvalid',
      'it must be the id of a profile.',
    ],
    [
      { 'runai-portal/cluster': 'GPU prod' },
      'AnnotationInvalid',
      'it must be a name of at most 63 characters of a-z, 0-9 and -.',
    ],
    [
      {
        'runai-portal/mode': `x\n${'y'.repeat(500)}`,
        'runai-portal/existing-prometheus': 'perhaps',
      },
      'AnnotationInvalid',
      "The annotation runai-portal/existing-prometheus is 'perhaps'; it must be true or false.",
    ],
  ])(
    'are rows that name the annotation: %j',
    async (annotations, reason, sentence) => {
      const clusters = await sourceOf([
        clusterEntity('gpu', annotations),
      ]).list();
      expect(outcomes(clusters)).toEqual({ gpu: reason });
      expect(whyNot(clusters, 'gpu')).toContain(sentence);
      expect(whyNot(clusters, 'gpu')?.length).toBeLessThan(400);
      expect(whyNot(clusters, 'gpu')).not.toContain('\n');
    },
  );

  it('are reached by no proxy of the environment, but by one that the configuration names', async () => {
    process.env.HTTPS_PROXY = 'http://proxy.example:3128';
    const clusters = await sourceOf([clusterEntity('gpu')]).list();
    const proxyOf = (proxyUrl?: string) => {
      const [{ connection }] = describeClusters({
        sources: [{ type: 'catalog', label: 'catalog', clusters }],
        config: {
          clusters: [{ name: 'gpu', credentials: { token: 't' }, proxyUrl }],
        },
        knownProfiles: ['runai-2021.04'],
      }).clusters;
      return isUnusable(connection) ? 'unusable' : connection.proxyUrl;
    };
    expect(proxyOf()).toBeUndefined();
    expect(proxyOf('http://named.example:3128')).toBe(
      'http://named.example:3128',
    );
  });

  it('may have private addresses that an administrator has listed', async () => {
    const clusters = await sourceOf(
      [
        clusterEntity('gpu', {
          'kubernetes.io/api-server': 'https://10.0.0.1',
        }),
      ],
      { allowUrls: ['https://10.0.0.0', 'https://10.0.0.1'] },
    ).list();
    expect(clusters[0].connection).toMatchObject({
      unusable: {
        reason: 'CredentialsMissing',
        lacksCredentials: { server: 'https://10.0.0.1' },
      },
    });
    expect(JSON.stringify(clusters)).not.toContain('onlyPublicAddresses');
  });

  it('are never those that the portal wrote there itself', async () => {
    const entities = ['runai:gpu-prod', 'url:https://git.example/x.yaml'].map(
      (location, at) =>
        clusterEntity(`e${at}`, {
          'backstage.io/managed-by-location': location,
        }),
    );
    expect(outcomes(await sourceOf(entities).list())).toEqual({
      e1: 'CredentialsMissing',
    });
  });

  it('are the same objects while their entities stay', async () => {
    const entities = [clusterEntity('stays'), clusterEntity('changes')];
    const { list } = sourceOf(entities);
    const [changes, stays] = await list();
    entities[1] = clusterEntity('changes', {
      'runai-portal/environment': 'production',
    });
    const [changed, stayed] = await list();
    expect(stayed).toBe(stays);
    expect(changed).not.toBe(changes);
    expect(changed.settings?.environment).toBe('production');
  });

  it('are ten thousand where there are so many, and read page by page', async () => {
    const { list, pages } = sourceOf(
      Array.from({ length: 10_000 }, (_, at) =>
        clusterEntity(`gpu-${at}`, {
          'kubernetes.io/api-server': 'https://gpu.example:6443',
        }),
      ),
    );
    const clusters = await list();
    expect(clusters).toHaveLength(10_000);
    expect(pages).toEqual([500]);
    const sources = [
      { type: 'catalog', label: 'catalog', clusters },
      {
        type: 'kubeconfig',
        label: 'file',
        clusters: [
          {
            sourceName: 'gpu',
            connection: { server: 'https://10.0.0.1' },
          },
        ],
      },
    ];
    const { clusters: described } = describeClusters({
      sources,
      config: { clusters: [] },
      knownProfiles: ['runai-2021.04'],
    });
    expect(described).toHaveLength(10_001);
    expect(new Set(described.map(({ name }) => name)).size).toBe(10_001);
  });

  it('are not there where the catalog does not answer, which is told', async () => {
    const source = CatalogSource.fromConfig(
      { config: { type: 'catalog' } },
      {
        auth: mockServices.auth(),
        catalog: {
          // eslint-disable-next-line require-yield -- it fails before there is anything to yield
          async *streamEntities() {
            throw new Error('Request failed with 503 Service Unavailable');
          },
        },
      },
    );
    await expect(source.list({})).rejects.toThrow('503');
  });

  it('end with the signal where the catalog hangs', async () => {
    const source = CatalogSource.fromConfig(
      { config: { type: 'catalog' } },
      {
        auth: mockServices.auth(),
        catalog: {
          async *streamEntities() {
            yield [];
            await new Promise(() => {});
          },
        },
      },
    );
    const controller = new AbortController();
    const listed = source.list({ signal: controller.signal });
    controller.abort(new Error('too long'));
    await expect(listed).rejects.toThrow('too long');
  });

  it.each<[JsonObject, string]>([
    [{ allowUrl: [] }, 'allowUrl is not a known key'],
    [{ allowUrls: ['10.0.0.1'] }, 'allowUrls[0] is wrong'],
    [{ allowUrls: 'https://x' }, 'allowUrls is wrong'],
  ])('stop the start where the entry is malformed: %j', (config, sentence) => {
    expect(() => sourceOf([], config)).toThrow(sentence);
  });
});

describe('whatever an entity says', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 60, unit: 'binary' }),
    fc.webUrl(),
    fc.constantFrom(
      '',
      'true',
      'production',
      'https://127.0.0.1',
      'https://u:p@x',
      '__proto__',
      'constructor',
      '\0',
      'x'.repeat(100_000),
    ),
  );
  const annotation = fc.oneof(
    fc.constantFrom(
      'kubernetes.io/api-server',
      'kubernetes.io/api-server-certificate-authority',
      'kubernetes.io/auth-provider',
      'runai-portal/cluster',
      'runai-portal/environment',
      'runai-portal/mode',
      'runai-portal/profile',
      'runai-portal/existing-prometheus',
      '__proto__',
    ),
    text,
  );

  it('is a row without credentials, and spoils no other', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(annotation, text),
        fc.record({ title: text, owner: text, system: text, label: text }),
        async (annotations, { title, owner, system, label }) => {
          const hostile = clusterEntity('hostile', annotations, {
            metadata: { title, labels: { [label]: label } },
            spec: { owner, system },
          });
          const clusters = await sourceOf([
            hostile,
            clusterEntity('well'),
          ]).list();
          const { clusters: described } = describeClusters({
            sources: [{ type: 'catalog', label: 'catalog', clusters }],
            config: {
              clusters: [{ name: 'well', credentials: { token: 'a-token' } }],
            },
            knownProfiles: ['runai-2021.04'],
          });
          const [one, other] = described;
          expect(one.connection).toHaveProperty('unusable');
          expect(other).toMatchObject({
            name: 'well',
            connection: { server: 'https://well.example:6443' },
          });
          expect(JSON.stringify(one)).not.toContain('\\u0000');
        },
      ),
      { numRuns: 300 },
    );
  });
});
