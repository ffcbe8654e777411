import { X509Certificate } from 'node:crypto';
import { AUTHORITY } from '../__testUtils__/sourceCluster';
import {
  startCatalog,
  type Shown,
  type TestCatalog,
} from '../__testUtils__/startCatalog';
import {
  writtenEntities,
  writtenEntity,
} from '../__testUtils__/writtenEntities';
import {
  API_SERVER,
  AUTH,
  base64,
  CA,
  MISTAKES,
  OTHER_FIELDS,
  SECRETS,
} from '../__testUtils__/mistakes';

jest.setTimeout(60_000);

const TYPES = [
  'Kubernetes-Cluster',
  'kubernetes_cluster',
  'kubernets-cluster',
  'k8s-cluster',
  'GPU cluster',
  'kubernetes-cluster ',
];

const messagesOf = ({ status }: Shown) =>
  (status?.items ?? []).map(({ message }) => message);

/** Of which one is a credential. */
const SEVERAL = {
  'runai-portal/token': 'abc-def',
  'runai-portal/mode': 'on-prem',
};

let catalog: TestCatalog;
let shown: Record<string, Shown>;

beforeAll(async () => {
  const entities = [
    ...Object.entries(MISTAKES).map(([name, [annotations]]) =>
      writtenEntity(name, annotations),
    ),
    ...TYPES.map((type, at) =>
      writtenEntity(`type-${at}`, {}, { spec: { type } }),
    ),
    writtenEntity('type-in-capitals', SEVERAL, {
      spec: { type: 'Kubernetes-Cluster' },
    }),
    writtenEntity('type-of-another-name', SEVERAL, {
      spec: { type: 'k8s_cluster' },
    }),
    ...Object.entries(OTHER_FIELDS).map(([name, [more]]) =>
      writtenEntity(name, {}, more),
    ),
    writtenEntity('well', {
      'runai-portal/environment': 'production',
      'runai-portal/uses': 'inference,rdma',
      'kubernetes.io/dashboard-url': 'https://dashboard.example',
    }),
    writtenEntity('authority-in-der', {
      [CA]: new X509Certificate(AUTHORITY).raw.toString('base64'),
      'runai-portal/kubernetes-plugin': 'false',
    }),
    writtenEntity('authority-beside-another-block', {
      [CA]: base64(
        `-----BEGIN X509 CRL-----\nMIIB\n-----END X509 CRL-----\n${AUTHORITY}`,
      ),
    }),
    writtenEntity('ours-alone', {
      'runai-portal/kubernetes-plugin': 'false',
      [AUTH]: undefined,
      [CA]: undefined,
    }),
    writtenEntity(
      'database',
      { [API_SERVER]: 'x' },
      { spec: { type: 'database' } },
    ),
  ];
  catalog = await startCatalog({
    sources: [],
    features: [writtenEntities(entities).feature],
  });
  shown = await catalog.until(of => Object.keys(of).length === entities.length);
});
afterAll(() => catalog?.close());

it.each(Object.entries(MISTAKES))(
  'the page of the entity %s says what to mend',
  (name, [, says]) => {
    const entity = shown[name];
    const messages = messagesOf(entity);
    for (const part of says) {
      expect(messages).toContainEqual(expect.stringContaining(part));
    }
    // As the catalog's own errors, which entity pages show.
    expect(entity.status?.items?.[0]).toMatchObject({
      type: 'backstage.io/catalog-processing',
      level: 'error',
      error: { name: 'InputError', message: messages[0] },
    });
  },
);

it.each(TYPES.map((type, at) => [type, at] as const))(
  'the page of an entity of type %s says how it is written',
  (type, at) => {
    expect(messagesOf(shown[`type-${at}`])).toEqual([
      `spec.type is '${type}'; where a cluster is meant it must be kubernetes-cluster, letter by letter: not every page and plugin takes the entity for a cluster otherwise.`,
    ]);
  },
);

it.each(Object.entries(OTHER_FIELDS))(
  'the page of the entity %s says what to mend beside its annotations',
  (name, [, says]) => {
    expect(messagesOf(shown[name])).toEqual([expect.stringContaining(says)]);
  },
);

it('takes no credential from an entity by the spelling of its type, and judges what the catalog hands out as a cluster', () => {
  const [type, ...others] = messagesOf(shown['type-in-capitals']);
  expect(type).toContain("spec.type is 'Kubernetes-Cluster'");
  expect(others).toEqual([
    expect.stringContaining('runai-portal/token holds a credential'),
    expect.stringContaining("runai-portal/mode is 'on-prem'"),
  ]);
  expect(messagesOf(shown['type-of-another-name'])).toEqual([
    expect.stringContaining("spec.type is 'k8s_cluster'"),
    expect.stringContaining('runai-portal/token holds a credential'),
  ]);
});

it('says one thing of one mistake', () => {
  const many = Object.keys(MISTAKES).filter(
    name => messagesOf(shown[name]).length > 1,
  );
  expect(many).toEqual([]);
});

it('says nothing of an entity that is well, nor of what is no cluster', () => {
  expect(shown.well.status).toBeUndefined();
  expect(shown.database.status).toBeUndefined();
  // Whatever the source of clusters can read.
  expect(shown['authority-in-der'].status).toBeUndefined();
  expect(shown['authority-beside-another-block'].status).toBeUndefined();
  // What the Kubernetes plugin asks for may be missing where that plugin is not meant to have the cluster.
  expect(shown['ours-alone'].status).toBeUndefined();
});

it('takes credentials out of what the catalog shows, and repeats them nowhere', async () => {
  const everything = JSON.stringify(shown);
  for (const secret of SECRETS) {
    expect(everything).not.toContain(secret);
  }
  expect(shown.token.metadata.annotations).toMatchObject({ [AUTH]: 'google' });
});

it('reads what was meant where a value is no text', () => {
  const { annotations } = shown['true-without-quotes'].metadata;
  expect(annotations).toMatchObject({
    'runai-portal/existing-prometheus': 'true',
  });
  expect(annotations).not.toHaveProperty('runai-portal/found-at-first');
});

it('knows what the portal lets entities name, and what its own modules bring', async () => {
  const allowing = await startCatalog({
    sources: [{ type: 'catalog', allowUrls: ['https://10.0.0.5'] }],
    providers: { authProviders: ['kerberos'] },
    config: {
      kubernetes: {
        clusterLocatorMethods: [
          {
            type: 'catalog',
            dangerouslyAllowClusterUrls: ['10.0.0.5', '10.0.0.6'],
          },
        ],
      },
    },
    features: [
      writtenEntities([
        writtenEntity('both', { [API_SERVER]: 'https://10.0.0.5' }),
        writtenEntity('one', { [API_SERVER]: 'https://10.0.0.6' }),
        writtenEntity('strategy', { [AUTH]: 'kerberos' }),
      ]).feature,
    ],
  });
  try {
    const entities = await allowing.until(of => Object.keys(of).length === 3);
    expect(messagesOf(entities.both)).toEqual([]);
    expect(messagesOf(entities.one)).toEqual([
      expect.stringContaining('private network'),
    ]);
    expect(messagesOf(entities.strategy)).toEqual([]);
  } finally {
    await allowing.close();
  }
});

it('takes away what was wrong when it is mended', async () => {
  const written = writtenEntities([writtenEntity('x', { [CA]: undefined })]);
  const mending = await startCatalog({
    sources: [],
    features: [written.feature],
  });
  try {
    await mending.until(
      ({ x }) => x !== undefined && messagesOf(x).length === 1,
    );
    await written.replace([writtenEntity('x', { [CA]: base64(AUTHORITY) })]);
    const { x } = await mending.until(of => messagesOf(of.x).length === 0);
    expect(x.status).toBeUndefined();
  } finally {
    await mending.close();
  }
});
