import { generateKeyPairSync } from 'node:crypto';
import { EXPIRED_AUTHORITY } from './expiredAuthority';
import { AUTHORITY } from './sourceCluster';
import type { writtenEntity } from './writtenEntities';

export const API_SERVER = 'kubernetes.io/api-server';
export const CA = 'kubernetes.io/api-server-certificate-authority';
export const AUTH = 'kubernetes.io/auth-provider';
const TOKEN = `eyJ${'h'.repeat(20)}.eyJ${'p'.repeat(20)}.${'s'.repeat(20)}`;
export const base64 = (text: string) => Buffer.from(text).toString('base64');

const KEY = '-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----';
const DER_KEY = generateKeyPairSync('ec', {
  namedCurve: 'P-256',
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'der' },
}).privateKey.toString('base64');

/** What must be shown to nobody. */
export const SECRETS = [
  TOKEN,
  base64(TOKEN),
  DER_KEY,
  'c2VjcmV0',
  'abc-def',
  'me:secret',
  'f00dfeed',
  'plain-and-secret',
  'in-the-specification',
  'not-for-all-to-see',
];

/** What somebody wrote, and what the page says of it: the annotation, and what to do. */
export const MISTAKES: Record<
  string,
  [annotations: Record<string, unknown>, says: string[]]
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
      `The annotation ${API_SERVER} ('gpu prod') is no address of an API server; it must be like https://gpu-prod.example:6443, with no ? and no # in it.`,
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
  'with-token-behind': [
    { [API_SERVER]: 'https://203.0.114.7:6443/?key=f00dfeed' },
    [`${API_SERVER} is no address of an API server`, 'with no ? and no #'],
  ],
  'server-is-a-number': [
    { [API_SERVER]: 6443 },
    [`The annotation ${API_SERVER} ('6443') is no address`],
  ],
  'server-is-empty': [
    { [API_SERVER]: null },
    [`The annotation ${API_SERVER} is missing`],
  ],
  'server-is-a-map': [
    { [API_SERVER]: { url: 'https://203.0.114.7' } },
    [`The annotation ${API_SERVER} ('{"url"`, 'it must be like https://'],
  ],
  'authority-in-pem': [
    { [CA]: AUTHORITY },
    [`The annotation ${CA} holds a certificate in another form than PEM`],
  ],
  'authority-encoded-twice': [
    { [CA]: base64(base64(AUTHORITY)) },
    [`The annotation ${CA} is encoded as base64 once too often`, 'kubectl'],
  ],
  'authority-cut-off': [
    { [CA]: base64(AUTHORITY).slice(0, 400) },
    [`The annotation ${CA} holds a certificate that is cut off`, 'kubectl'],
  ],
  'authority-with-its-key': [
    { [CA]: base64(`${AUTHORITY}\n${KEY}`) },
    [`The annotation ${CA} holds a credential`, 'revoke it'],
  ],
  'authority-is-a-key': [
    { [CA]: DER_KEY },
    [`The annotation ${CA} holds a credential`, 'revoke it'],
  ],
  'auth-provider-with-a-space': [
    { [AUTH]: 'google ' },
    [`The annotation ${AUTH} is 'google '; it must be one of aks`],
  ],
  'true-without-quotes': [
    { 'runai-portal/existing-prometheus': true },
    [
      'The annotation runai-portal/existing-prometheus is true or false without quotes; put quotes around it',
    ],
  ],
  'uses-as-a-list': [
    { 'runai-portal/uses': ['inference', 'rdma'] },
    ['The annotation runai-portal/uses is ', 'separated by commas'],
  ],
  'number-of-somebody-else': [
    { 'team.example/floor': 3 },
    ['The annotation team.example/floor is a number; put quotes around it'],
  ],
  'name-that-the-catalog-refuses': [
    JSON.parse('{"__proto__": "x"}'),
    ["The annotation '__proto__' has a name that the catalog does not take"],
  ],
  'name-in-capitals': [
    { 'Runai-Portal/Mode': 'cloud' },
    [
      "The annotation 'Runai-Portal/Mode' has a name that the catalog does not take, and is left out; runai-portal/mode may be meant.",
    ],
  ],
  'unseen-characters': [
    { 'runai-portal/mode': 'cloud\u202e\0' },
    ["The annotation runai-portal/mode is 'cloud\\u{202e}\\u{0}'"],
  ],
  'another-prefix': [
    { 'run.ai/environment': 'trial' },
    [
      'The annotation run.ai/environment is not known; runai-portal/environment may be meant.',
    ],
  ],
  'name-of-a-kubeconfig': [
    { [CA]: undefined, 'kubernetes.io/certificate-authority-data': 'x' },
    [
      `The annotation kubernetes.io/certificate-authority-data is not known; ${CA} may be meant.`,
    ],
  ],
  'token-among-words': [
    { 'team.example/how': `kubectl --token=${TOKEN} get nodes` },
    ['The annotation team.example/how holds a credential', 'revoke it'],
  ],
  'token-of-a-secret': [
    { 'team.example/secret': base64(TOKEN) },
    ['The annotation team.example/secret holds a credential', 'revoke it'],
  ],
  'token-by-its-name': [
    { 'kubernetes.io/serviceAccountToken': 'plain-and-secret' },
    ['The annotation kubernetes.io/serviceAccountToken holds a credential'],
  ],
};

/** What somebody wrote beside the annotations, and what the page says of it. */
export const OTHER_FIELDS: Record<
  string,
  [more: Parameters<typeof writtenEntity>[2], says: string]
> = {
  'no-owner': [
    { spec: { owner: undefined } },
    'spec.owner is missing; it must be a group or a person of the catalog, like group:default/ml-platform.',
  ],
  'owner-misspelled': [
    { spec: { owner: undefined, ownr: 'ml-platform' } },
    'spec.ownr is not known; spec.owner may be meant.',
  ],
  'owner-is-none': [
    { spec: { owner: 'the ML people' } },
    "spec.owner is 'the ML people'; it must be a group or a person",
  ],
  'owner-is-a-number': [{ spec: { owner: 7 } }, 'spec.owner is no text'],
  'tag-in-capitals': [
    { metadata: { tags: ['GPU'] } },
    'metadata.tags is not what the catalog takes, and is left out; it must be a list of words',
  ],
  'title-is-a-number': [
    { metadata: { title: 2026 } },
    'metadata.title is not what the catalog takes, and is left out; it must be text.',
  ],
  'link-without-an-address': [
    { metadata: { links: [{ title: 'Wiki' }] } },
    'metadata.links is not what the catalog takes, and is left out; it must be a list',
  ],
  'system-is-a-list': [
    { spec: { system: ['compute'] } },
    'spec.system is not what the catalog takes, and is left out; it must be a reference',
  ],
  'annotations-misspelled': [
    { metadata: { annotation: { 'runai-portal/mode': 'cloud' } } },
    'metadata.annotation is read by nobody; what stands there must stand under metadata.annotations.',
  ],
  'annotations-elsewhere': [
    { spec: { annotations: { 'runai-portal/mode': 'cloud' } } },
    'spec.annotations is read by nobody; what stands there must stand under metadata.annotations.',
  ],
  'annotations-at-the-top': [
    { top: { annotations: { 'runai-portal/mode': 'cloud' } } },
    'annotations is read by nobody; what stands there must stand under metadata.annotations.',
  ],
  'another-field-at-the-top': [
    { top: { lifecycle: 'production' } },
    "'lifecycle' is no field of an entity, and is left out",
  ],
  'api-version': [
    { top: { apiVersion: 'v1' } },
    "apiVersion is 'v1'; it must be backstage.io/v1alpha1.",
  ],
  'credential-below': [
    { spec: { login: { user: 'root', password: 'in-the-specification' } } },
    'The field spec.login holds a credential.',
  ],
  'credential-in-the-metadata': [
    { metadata: { notes: { token: 'not-for-all-to-see' } } },
    'The field metadata.notes holds a credential.',
  ],
  'token-below': [
    { spec: { how: [`kubectl --token=${TOKEN}`] } },
    'The field spec.how holds a credential.',
  ],
  'no-type': [
    { spec: { type: undefined } },
    'spec.type is missing; where a cluster is meant it must be kubernetes-cluster.',
  ],
  'type-is-a-list': [
    { spec: { type: ['kubernetes-cluster'] } },
    'spec.type is no text; where a cluster is meant it must be kubernetes-cluster.',
  ],
  'kind-in-small-letters': [
    { top: { kind: 'resource' } },
    "kind is 'resource'; it must be Resource, letter by letter.",
  ],
  'label-with-a-space': [
    { metadata: { labels: { team: 'ML team' } } },
    "The label team is 'ML team', which the catalog does not take",
  ],
  'label-is-a-number': [
    { metadata: { labels: { floor: 3 } } },
    'The label floor is a number; put quotes around it',
  ],
  'annotation-as-a-label': [
    { metadata: { labels: { 'runai-portal/mode': 'cloud' } } },
    'The label runai-portal/mode is read by nobody; it must stand under metadata.annotations.',
  ],
};
