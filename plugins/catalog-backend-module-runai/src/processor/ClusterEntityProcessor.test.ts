import { X509Certificate } from 'node:crypto';
import { AUTHORITY } from '../__testUtils__/sourceCluster';
import { EXPIRED_AUTHORITY } from '../__testUtils__/expiredAuthority';
import {
  startCatalog,
  type Shown,
  type TestCatalog,
} from '../__testUtils__/startCatalog';
import {
  writtenEntities,
  writtenEntity,
} from '../__testUtils__/writtenEntities';

jest.setTimeout(60_000);

const API_SERVER = 'kubernetes.io/api-server';
const CA = 'kubernetes.io/api-server-certificate-authority';
const AUTH = 'kubernetes.io/auth-provider';
const TOKEN = `eyJ${'h'.repeat(20)}.eyJ${'p'.repeat(20)}.${'s'.repeat(20)}`;
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** What somebody wrote, and what the page says of it: the annotation, and what to do. */
const MISTAKES: Record<
  string,
  [annotations: Record<string, string | undefined>, says: string[]]
> = {
  'no-server': [
    { [API_SERVER]: undefined },
    [
      `The annotation ${API_SERVER} is missing; it must be the address of the API server, like https://gpu-prod.example:6443.`,
    ],
  ],
  'no-url': [
    { [API_SERVER]: 'gpu prod' },
    [
      `The annotation ${API_SERVER} ('gpu prod') is no address; it must be like https://gpu-prod.example:6443.`,
    ],
  ],
  'not-https': [
    { [API_SERVER]: 'http://203.0.114.7:8080' },
    [`${API_SERVER} ('http://203.0.114.7:8080') does not begin with https://`],
  ],
  'with-user': [
    { [API_SERVER]: 'https://me:secret@203.0.114.7' },
    [
      `${API_SERVER} holds a user or a password; an entity must hold no credentials.`,
    ],
  ],
  private: [
    { [API_SERVER]: 'https://10.0.0.5:6443' },
    [
      `${API_SERVER} ('https://10.0.0.5:6443') leads to this machine, to a private network`,
      'list the address in allowUrls',
    ],
  ],
  loopback: [
    { [API_SERVER]: 'https://localhost:6443' },
    ['leads to this machine', 'list the address in allowUrls'],
  ],
  'no-authority': [
    { [CA]: undefined },
    [
      `The annotation ${CA} is missing`,
      'PEM form, encoded as base64; kubectl config view',
    ],
  ],
  'authority-not-base64': [
    { [CA]: '%%%' },
    [
      `The annotation ${CA}`,
      "the certificate authority's certificate in PEM form, encoded as base64",
    ],
  ],
  'authority-no-certificate': [
    { [CA]: base64('hello') },
    [
      `The annotation ${CA}`,
      "the certificate authority's certificate in PEM form, encoded as base64",
    ],
  ],
  'authority-expired': [
    { [CA]: base64(EXPIRED_AUTHORITY) },
    [
      `The annotation ${CA} holds a certificate that expired on 2020-01-02: put the present one there`,
    ],
  ],
  'no-auth-provider': [
    { [AUTH]: undefined },
    [`The annotation ${AUTH} is missing`, 'one of aks, aws, azure, google'],
  ],
  'service-account': [
    { [AUTH]: 'serviceAccount' },
    [
      `The annotation ${AUTH} is 'serviceAccount', which the Kubernetes plugin takes from no entity`,
      'kubernetes.clusterLocatorMethods',
    ],
  ],
  'unknown-auth-provider': [
    { [AUTH]: 'kerberos' },
    [`The annotation ${AUTH} is 'kerberos'; it must be one of aks, aws, azure`],
  ],
  'oidc-alone': [
    { [AUTH]: 'oidc' },
    [
      'The annotation kubernetes.io/oidc-token-provider is missing: with oidc it names',
    ],
  ],
  environment: [
    { 'runai-portal/environment': 'prod' },
    [
      "The annotation runai-portal/environment is 'prod'; it must be production or trial.",
    ],
  ],
  mode: [
    { 'runai-portal/mode': 'on-prem' },
    [
      "The annotation runai-portal/mode is 'on-prem'; it must be cloud, hybrid, fullyOnPrem, airGapped.",
    ],
  ],
  'profile-file': [
    { 'runai-portal/profile': './profiles/mine.yaml' },
    [
      "The annotation runai-portal/profile is './profiles/mine.yaml'; it must be the id of a profile.",
    ],
  ],
  'kubernetes-plugin': [
    { 'runai-portal/kubernetes-plugin': 'no' },
    [
      "The annotation runai-portal/kubernetes-plugin is 'no'; it must be true or false.",
    ],
  ],
  'existing-prometheus': [
    { 'runai-portal/existing-prometheus': 'yes' },
    [
      "The annotation runai-portal/existing-prometheus is 'yes'; it must be true or false.",
    ],
  ],
  uses: [
    { 'runai-portal/uses': 'inference, training' },
    [
      "The annotation runai-portal/uses is 'inference, training'; it must be one or more of inference, distributed, fractions, rdma, separated by commas.",
    ],
  ],
  'install-path': [
    { 'runai-portal/install-path': 'helm' },
    [
      "The annotation runai-portal/install-path is 'helm'; it must be guided or manual.",
    ],
  ],
  'cluster-name': [
    { 'runai-portal/cluster': 'GPU Prod' },
    [
      "The annotation runai-portal/cluster is 'GPU Prod'; it must be a name of at most 63 characters of a-z, 0-9 and -.",
    ],
  ],
  token: [
    { 'runai-portal/token': 'abc-def' },
    [
      'The annotation runai-portal/token holds a credential',
      'revoke it',
      'credentials of runai.clusters',
    ],
  ],
  'token-elsewhere': [
    { 'team.example/note': TOKEN },
    ['The annotation team.example/note holds a credential', 'revoke it'],
  ],
  misspelled: [
    { 'runai-portal/enviroment': 'trial' },
    [
      'The annotation runai-portal/enviroment is not known; runai-portal/environment may be meant.',
    ],
  ],
  'misspelled-server': [
    {
      [API_SERVER]: undefined,
      'kubernetes.io/apiserver': 'https://203.0.114.7',
    },
    [
      `The annotation kubernetes.io/apiserver is not known; ${API_SERVER} may be meant.`,
    ],
  ],
  unknown: [
    { 'runai-portal/colour': 'red' },
    [
      'The annotation runai-portal/colour is not known; known are runai-portal/cluster, ',
    ],
  ],
  seen: [
    { 'runai-portal/distribution': 'k3s' },
    [
      'The annotation runai-portal/distribution is what the portal writes',
      'leave it out',
    ],
  ],
};

const TYPES = [
  'Kubernetes-Cluster',
  'kubernetes_cluster',
  'kubernets-cluster',
  'k8s-cluster',
];

const messagesOf = ({ status }: Shown) =>
  (status?.items ?? []).map(({ message }) => message);

let catalog: TestCatalog;
let shown: Record<string, Shown>;

beforeAll(async () => {
  const entities = [
    ...Object.entries(MISTAKES).map(([name, [annotations]]) =>
      writtenEntity(name, annotations),
    ),
    ...TYPES.map((type, at) => writtenEntity(`type-${at}`, {}, { type })),
    writtenEntity('well', {
      'runai-portal/environment': 'production',
      'runai-portal/uses': 'inference,rdma',
      'kubernetes.io/dashboard-url': 'https://dashboard.example',
    }),
    writtenEntity('authority-in-der', {
      [CA]: new X509Certificate(AUTHORITY).raw.toString('base64'),
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
    writtenEntity('database', { [API_SERVER]: 'x' }, { type: 'database' }),
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
      `spec.type is '${type}'; where a cluster is meant it must be kubernetes-cluster, letter by letter: pages and plugins do not take the entity for a cluster otherwise.`,
    ]);
  },
);

it('says one thing of one mistake', () => {
  const many = Object.keys(MISTAKES).filter(
    name => messagesOf(shown[name]).length > 1,
  );
  expect(many).toEqual(['misspelled-server']);
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
  expect(everything).not.toContain(TOKEN);
  expect(everything).not.toContain('abc-def');
  expect(everything).not.toContain('me:secret');
  expect(shown.token.metadata.annotations).toMatchObject({ [AUTH]: 'google' });
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
