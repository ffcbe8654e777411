import {
  createServiceFactory,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import type {
  Registration,
  RunaiApi,
} from '@runai-portal/backstage-plugin-runai-common';
import { runaiServiceRef } from '@runai-portal/backstage-plugin-runai-node';
import { caCertificate } from '@runai-portal/simulator';
import { parse } from 'yaml';
import { scaffolderModuleRunai } from '../module';
import { examples } from './clusterEntity.examples';

jest.setTimeout(60_000);

const MANIFEST = 'apiVersion: v1\nkind: ServiceAccount\n';
const PIET = 'user:default/piet';

let registration: Registration;
let backend: TestBackend;
let asked: string[];

/** A runai backend that lets Piet register clusters. */
const runai: BackendFeature = createServiceFactory({
  service: runaiServiceRef,
  deps: {},
  factory: () => ({
    as: credentials => {
      const { userEntityRef } = credentials.principal as {
        userEntityRef: string;
      };
      asked.push(userEntityRef);
      const api: Pick<RunaiApi, 'registration' | 'clusters'> = {
        clusters: async ({ filter } = {}) =>
          ({
            items: filter?.name === 'of-a-file' ? [{ name: 'of-a-file' }] : [],
            totalItems: 0,
          } as Awaited<ReturnType<RunaiApi['clusters']>>),
        registration: async () => {
          if (userEntityRef !== PIET) {
            throw new NotAllowedError('runai.cluster.register is missing');
          }
          return registration;
        },
      };
      return api as RunaiApi;
    },
  }),
});

const INPUT = {
  name: 'gpu-lab',
  owner: 'group:default/vision',
  server: 'https://gpu-lab.example:6443',
  environment: 'trial',
};
const OUTPUTS = [
  'entityRef',
  'entityPath',
  'manifestPath',
  'entity',
  'manifest',
  'appConfig',
  'tokenVariable',
];

const templateOf = (steps: object[]) => ({
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'register' },
  spec: {
    type: 'resource',
    owner: 'group:default/ml-platform',
    parameters: [],
    steps,
    output: Object.fromEntries(
      OUTPUTS.map(name => [name, `\${{ steps.cluster.output.${name} }}`]),
    ),
  },
});

const entityOf = (name: string, server: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: { name, annotations: { 'kubernetes.io/api-server': server } },
  spec: { type: 'kubernetes-cluster', owner: 'group:default/vision' },
});

const step = (input: object) => ({
  id: 'cluster',
  name: 'Describe the cluster',
  action: 'runai:cluster:entity',
  input,
});

beforeAll(async () => {
  asked = [];
  registration = {
    takes: 'catalog',
    message: 'All are taken.',
    simulated: [],
    manifest: MANIFEST,
  };
  backend = await startTestBackend({
    features: [
      scaffolderPlugin,
      scaffolderModuleRunai,
      runai,
      catalogServiceMock.factory({
        entities: [
          templateOf([step(INPUT)]),
          entityOf('elsewhere', 'https://elsewhere.example'),
          entityOf('registered', `${INPUT.server}/`),
        ],
      }),
      mockServices.rootConfig.factory({ data: {} }),
    ],
  });
});

afterAll(() => backend?.stop());

async function call(path: string, body?: object, as = PIET) {
  const answer = await fetch(
    `http://127.0.0.1:${backend.server.port()}/api/scaffolder/v2/${path}`,
    {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: mockCredentials.user.header(as),
        'content-type': 'application/json',
      },
      body: body && JSON.stringify(body),
    },
  );
  return { status: answer.status, body: await answer.json() };
}

interface DryRun {
  output: Record<string, string>;
  directoryContents: { path: string; base64Content: string }[];
}

async function dryRun(steps: object[], as?: string) {
  const { body } = await call(
    'dry-run',
    { template: templateOf(steps), values: {}, directoryContents: [] },
    as,
  );
  if (body.error) {
    throw new Error(body.error.message);
  }
  const { output, directoryContents }: DryRun = body;
  const files = Object.fromEntries(
    directoryContents.map(({ path, base64Content }) => [
      path,
      Buffer.from(base64Content, 'base64').toString(),
    ]),
  );
  return { output, files };
}

describe('runai:cluster:entity', () => {
  it('writes the entity and the account, and says what else there is to do', async () => {
    const { output, files } = await dryRun([
      step({ ...INPUT, ca: caCertificate(), title: 'GPU lab' }),
    ]);
    expect(Object.keys(files).sort()).toEqual([
      'clusters/gpu-lab/account.yaml',
      'clusters/gpu-lab/catalog-info.yaml',
    ]);
    expect(parse(files['clusters/gpu-lab/catalog-info.yaml'])).toEqual({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: {
        name: 'gpu-lab',
        title: 'GPU lab',
        annotations: {
          'kubernetes.io/api-server': 'https://gpu-lab.example:6443',
          'kubernetes.io/api-server-certificate-authority': Buffer.from(
            `${caCertificate().replaceAll('\r', '').trim()}\n`,
          ).toString('base64'),
          // Nobody was asked how the Kubernetes plugin logs in.
          'runai-portal/kubernetes-plugin': 'false',
          'runai-portal/cluster': 'gpu-lab',
          'runai-portal/environment': 'trial',
        },
      },
      spec: { type: 'kubernetes-cluster', owner: 'group:default/vision' },
    });
    expect(files['clusters/gpu-lab/account.yaml']).toBe(MANIFEST);
    expect(output).toMatchObject({
      entityRef: 'resource:default/gpu-lab',
      entity: files['clusters/gpu-lab/catalog-info.yaml'],
      manifest: MANIFEST,
      tokenVariable: 'GPU_LAB_TOKEN',
    });
    expect(parse(output.appConfig)).toEqual({
      runai: {
        clusters: [
          {
            name: 'gpu-lab',
            credentials: {
              server: 'https://gpu-lab.example:6443',
              token: '${GPU_LAB_TOKEN}',
            },
          },
        ],
      },
    });
  });

  it.each(examples)('does as its example says: $description', async one => {
    const { steps } = parse(one.example);
    const { files, output } = await dryRun(steps);
    const [{ input }] = steps;
    const entity = parse(files[output.entityPath]);
    expect(entity.metadata.name).toBe(input.name);
    expect(entity.metadata.annotations).toMatchObject({
      'kubernetes.io/api-server': input.server,
      'runai-portal/environment': input.environment,
      ...(input.uses && { 'runai-portal/uses': 'inference,rdma' }),
      ...(input.mode && { 'runai-portal/mode': input.mode }),
    });
    expect(output.entityPath).toContain(input.folder ?? 'clusters');
  });

  it('gives the same once more where it has run before, and leaves another cluster alone', async () => {
    const once = await dryRun([step(INPUT)]);
    const before = { ...step(INPUT), id: 'before' };
    expect(await dryRun([before, step(INPUT)])).toEqual(once);
    await expect(
      dryRun([before, step({ ...INPUT, server: 'https://another.example' })]),
    ).rejects.toThrow('There is a cluster of this name already');
  });

  it.each<[string, JsonObject, RegExp]>([
    ['a token', { token: 'abc' }, /token/],
    ['credentials', { credentials: { token: 'abc' } }, /credentials/],
    [
      'a token in another field',
      { description: 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln' },
      /description holds what looks like a token/,
    ],
    [
      'a private key beside the certificate',
      { ca: '-----BEGIN RSA PRIVATE KEY-----\nx' },
      /ca holds what looks like a token or a private key/,
    ],
    [
      'a password in the address',
      { server: 'https://root:pw@gpu.example' },
      /without user, password/,
    ],
    [
      'an address that is none',
      { server: 'gpu.example' },
      /server must be like/,
    ],
    ['a certificate that is none', { ca: 'garbage' }, /ca must hold/],
    ['a name that no cluster has', { name: '../evil' }, /name/],
    ['a name in capitals', { name: 'GPU-Lab' }, /name/],
    ['a name that is too long', { name: 'a'.repeat(64) }, /name/],
    [
      'the name of another entity',
      { name: 'elsewhere' },
      /entity resource:default\/elsewhere already/,
    ],
    [
      'the name of another cluster',
      { name: 'of-a-file' },
      /a cluster of-a-file already/,
    ],
    [
      'a certificate with its key, as base64',
      {
        ca: Buffer.from(
          `${caCertificate()}-----BEGIN PRIVATE KEY-----\nx`,
        ).toString('base64'),
      },
      /ca holds what looks like a token or a private key/,
    ],
    ['a folder outside', { folder: '../../etc' }, /folder/],
    [
      'an environment that there is not',
      { environment: 'prod' },
      /environment/,
    ],
    ['what no entity may say', { proxy: 'http://proxy.example' }, /proxy/],
  ])('refuses %s', async (_what, more, sentence) => {
    await expect(dryRun([step({ ...INPUT, ...more })])).rejects.toThrow(
      sentence,
    );
  });

  it('writes anew the entity of the cluster that it is', async () => {
    const { output } = await dryRun([step({ ...INPUT, name: 'registered' })]);
    expect(output.entityRef).toBe('resource:default/registered');
  });

  it('is for who may register clusters', async () => {
    await expect(dryRun([step(INPUT)], 'user:default/ada')).rejects.toThrow(
      'runai.cluster.register is missing',
    );
  });

  it('writes no server that the portal would not take', async () => {
    const before = registration;
    try {
      registration = {
        ...before,
        takes: 'simulated',
        message: 'This portal has simulated clusters alone.',
        simulated: [{ cluster: 'demo', server: 'https://127.0.0.1:40000' }],
      };
      await expect(dryRun([step(INPUT)])).rejects.toThrow('simulated');
      const { output } = await dryRun([
        step({ ...INPUT, server: 'https://127.0.0.1:40000/' }),
      ]);
      expect(output.entity).toContain('https://127.0.0.1:40000\n');
    } finally {
      registration = before;
    }
  });

  it('runs as a task of the person who started it', async () => {
    asked = [];
    const { status, body } = await call('tasks', {
      templateRef: 'template:default/register',
      values: {},
    });
    expect(status).toBe(201);
    let task = await call(`tasks/${body.id}`);
    while (['open', 'processing'].includes(task.body.status)) {
      await new Promise(resolve => setTimeout(resolve, 50));
      task = await call(`tasks/${body.id}`);
    }
    expect(task.body.status).toBe('completed');
    expect(asked).toEqual([PIET]);
  });
});
