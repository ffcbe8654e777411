import {
  cluster,
  namespace,
  node,
  storageClass,
  type ClusterDeclaration,
  type Fault,
  type KubeObject,
} from '@runai-portal/simulator';
import { EXIT } from './exitCodes';
import { createFolder, removeFolders, runMain } from './testing/runMain';

jest.setTimeout(60_000);
afterEach(removeFolders);

interface Result {
  checkId: string;
  subject: { name: string };
  status: string;
  reason: string;
  message: string;
  evidence: { value: string }[];
}

const sound = () =>
  cluster('broken')
    .kubernetes('1.20.2')
    .nodes(node('worker-1'))
    .objects(storageClass('nfs', 'nfs.csi.k8s.io', { default: true }));

/** Judges a cluster, and makes sure that there is a whole document whatever it answers. */
async function judge(declared: ClusterDeclaration, fault?: Fault) {
  const running = await declared.start();
  try {
    running.fault(fault);
    const { code, stdout } = await runMain(
      ['--kubeconfig', 'kubeconfig', '--format', 'json'],
      { cwd: createFolder({ kubeconfig: running.kubeconfig() }) },
    );
    const document: { run: object; results: Result[] } = JSON.parse(stdout);
    expect(document.run).toMatchObject({ status: 'completed', unjudged: [] });
    expect([EXIT.notReady, EXIT.undetermined]).toContain(code);
    expect(document.results.map(({ reason }) => reason)).not.toContain(
      'CheckCrashed',
    );
    for (const { message, evidence } of document.results) {
      expect(message.length).toBeLessThanOrEqual(1_000);
      for (const { value } of evidence) {
        expect(value.length).toBeLessThanOrEqual(300);
      }
    }
    return (checkId: string, subject?: string) =>
      document.results.filter(
        result =>
          result.checkId === checkId &&
          (subject === undefined || result.subject.name === subject),
      );
  } finally {
    await running.close();
  }
}

function bareNode(name: string, rest: object): KubeObject {
  return { apiVersion: 'v1', kind: 'Node', metadata: { name }, ...rest };
}

describe('what a cluster says wrongly costs what rests on it, and nothing else', () => {
  it('a version that is none', async () => {
    const of = await judge(sound().kubernetes('garbage'));
    expect(of('platform.kubernetes-version')).toMatchObject([
      { status: 'unknown', reason: 'SchemaUnexpected' },
    ]);
    expect(of('storage.default-class')).toMatchObject([{ status: 'pass' }]);
    expect(of('platform.nodes-ready', 'worker-1')).toMatchObject([
      { status: 'pass' },
    ]);
  });

  it('a node without a status', async () => {
    const of = await judge(sound().objects(bareNode('bare', { spec: {} })));
    const [bare] = of('platform.nodes-ready', 'bare');
    expect(bare.status).not.toBe('pass');
    expect(of('platform.node-arch', 'bare')).toMatchObject([
      { status: 'unknown', reason: 'SchemaUnexpected' },
    ]);
    expect(of('platform.nodes-ready', 'worker-1')).toMatchObject([
      { status: 'pass' },
    ]);
  });

  it('labels of 5,000 characters, which are cut where they are shown', async () => {
    const long = 'x'.repeat(5_000);
    const of = await judge(
      sound()
        .nodes(
          node('long')
            .gpus(1, long)
            .labels({ 'nvidia.com/cuda.driver-version.full': long }),
        )
        .objects(namespace('long', { labels: { 'runai/queue': long } })),
    );
    expect(of('platform.nodes-ready', 'long')).toMatchObject([
      { status: 'pass' },
    ]);
    expect(of('storage.default-class')).toMatchObject([{ status: 'pass' }]);
  });

  it('a list that ends in the middle', async () => {
    const of = await judge(sound(), {
      kind: 'truncate',
      match: /storageclasses/,
    });
    expect(of('storage.default-class')).toMatchObject([
      { status: 'unknown', reason: 'SchemaUnexpected' },
    ]);
    expect(of('platform.nodes-ready', 'worker-1')).toMatchObject([
      { status: 'pass' },
    ]);
  });

  it('HTML in place of a list', async () => {
    const of = await judge(sound(), { kind: 'html', match: /storageclasses/ });
    expect(of('storage.default-class')).toMatchObject([
      { status: 'unknown', reason: 'SchemaUnexpected' },
    ]);
    expect(of('platform.kubernetes-version')).toMatchObject([
      { status: 'pass' },
    ]);
  });
});

describe('a kubeconfig that cannot be used ends with 2 and one sentence', () => {
  const clusters = "clusters: [{name: c, cluster: {server: 'https://c:6443'";
  const rest =
    'contexts: [{name: c, context: {cluster: c, user: u}}]\ncurrent-context: c\n';

  it.each([
    ['no YAML', 'clusters: [{', 'kubeconfig'],
    ['not a mapping', '- a\n- b\n', 'kubeconfig'],
    [
      'a missing authority',
      `${clusters}, certificate-authority: missing.crt}}]\nusers: [{name: u, user: {token: t}}]\n${rest}`,
      'missing.crt',
    ],
    [
      'a missing client certificate',
      `${clusters}}}]\nusers: [{name: u, user: {client-certificate: missing.crt, client-key: missing.key}}]\n${rest}`,
      'missing.',
    ],
    [
      'a context of an unknown cluster',
      `clusters: []\nusers: []\n${rest}`,
      'c',
    ],
  ])('%s', async (_what, kubeconfig, named) => {
    const { code, stdout, stderr } = await runMain(
      ['--kubeconfig', 'kubeconfig'],
      { cwd: createFolder({ kubeconfig }) },
    );
    expect(stderr).toMatch(/^runai-preflight: [^\n]+\n$/);
    expect(stderr).toContain(named);
    expect({ code, stdout }).toEqual({ code: EXIT.badInput, stdout: '' });
  });
});
