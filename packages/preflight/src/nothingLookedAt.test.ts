import {
  cluster,
  node,
  type ClusterDeclaration,
  type Fault,
} from '@runai-portal/simulator';
import { EXIT } from './exitCodes';
import { createFolder, removeFolders, runMain } from './testing/runMain';

jest.setTimeout(120_000);
afterEach(removeFolders);

/** What passes by what the server itself says, and the one statement that is ours; nothing of it is in the lists. */
const WITHOUT_LISTS = [
  'cluster.reachable',
  'cluster.credentials',
  'cluster.permissions',
  'cluster.clock-skew',
  'cluster.api-throttling',
  'platform.kubernetes-version',
  'network.inbound-not-required',
];

/** Ids of what each format shows as passed. */
const PASSED = {
  json: (document: string): string[] => {
    const { results }: { results: { checkId: string; status: string }[] } =
      JSON.parse(document);
    return results.flatMap(({ checkId, status }) =>
      status === 'pass' ? [checkId] : [],
    );
  },
  table: (document: string): string[] => {
    const [, section = ''] =
      /^In order \(\d+\)\n((?: .+\n)+)/m.exec(document) ?? [];
    return [...section.matchAll(/^ {2}([a-z]+\.[a-z-]+)/gm)].map(
      ([, id]) => id,
    );
  },
};

async function write(
  format: keyof typeof PASSED,
  declared: ClusterDeclaration,
  fault?: Fault,
) {
  const running = await declared.start();
  try {
    running.fault(fault);
    const { code, stdout } = await runMain(
      [
        ...['--kubeconfig', 'kubeconfig', '--format', format],
        '--existing-prometheus',
      ],
      { cwd: createFolder({ kubeconfig: running.kubeconfig() }) },
    );
    return { code, passed: new Set(PASSED[format](stdout)) };
  } finally {
    await running.close();
  }
}

const kwok = (name: string) =>
  node(name)
    .annotations({ 'kwok.x-k8s.io/node': 'fake' })
    .labels({ type: 'kwok' })
    .kubelet('fake')
    .gpus(8, 'NVIDIA A100-SXM4-80GB');

describe.each(['table', 'json'] as const)('as %s', format => {
  it('shows an empty cluster as passing nothing but what its server says', async () => {
    const { code, passed } = await write(
      format,
      cluster('empty').kubernetes('1.20.6'),
    );
    expect(code).toBe(EXIT.notReady);
    expect(passed).toContain('cluster.reachable');
    expect([...passed].filter(id => !WITHOUT_LISTS.includes(id))).toEqual([]);
  });

  it('shows a cluster that forbids every list the same way', async () => {
    const { code, passed } = await write(
      format,
      cluster('forbidden').kubernetes('1.20.6').nodes(node('a')),
      { kind: 'status', status: 403, match: /^GET \/apis?\/.+/ },
    );
    expect(code).toBe(EXIT.undetermined);
    expect(passed).toContain('cluster.reachable');
    expect([...passed].filter(id => !WITHOUT_LISTS.includes(id))).toEqual([]);
  });

  it('shows no GPU of simulated nodes as in order', async () => {
    const { passed } = await write(
      format,
      cluster('kwok')
        .kubernetes('1.20.6')
        .nodes(...Array.from({ length: 250 }, (_, at) => kwok(`kwok-${at}`))),
    );
    expect(passed).toContain('cluster.reachable');
    expect([...passed].filter(id => id.startsWith('gpu.'))).toEqual([]);
  });
});
