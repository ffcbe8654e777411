import type { NodeFact } from '../../facts/nodeFact';
import { nodesFact } from '../../facts/nodes';
import {
  systemPodsFact,
  type PodsByNode,
} from '../../observations/followUps/podsOnNodes';
import type { ClusterSettingsInput } from '../../settings';
import {
  evaluateToOne,
  fact,
  failedFact,
  facts,
  testProfile,
} from '../../testing';
import { controlPlaneFact, nodeFact } from '../../testing/nodes';
import { residentPod } from '../../testing/pods';
import { systemDedicated } from './systemDedicated';

const LABEL = 'node-role.kubernetes.io/runai-system';
const labels = { [LABEL]: 'true' };
const GPU = { capacity: { 'nvidia.com/gpu': '8' } };

function judge(
  nodes: NodeFact[],
  settings: Partial<ClusterSettingsInput> = {},
  pods: PodsByNode = {},
) {
  return evaluateToOne(systemDedicated, {
    facts: facts(fact(nodesFact, nodes), fact(systemPodsFact, pods)),
    settings,
  });
}

describe('nodes.system-dedicated', () => {
  it('passes with one labelled worker', () => {
    const result = judge([nodeFact('s', { labels }), nodeFact('gpu', GPU)]);

    expect(result).toMatchObject({
      status: 'pass',
      reason: 'Dedicated',
      actual: '1',
    });
    expect(result.evidence).toEqual([
      expect.objectContaining({ key: LABEL, value: 'can serve' }),
    ]);
  });

  it('fails where none is labelled, with the best candidates and a command that can be copied', () => {
    const nodes = [
      controlPlaneFact('cp'),
      nodeFact('gpu', GPU),
      nodeFact('small', { capacity: { memory: '8Gi' } }),
      nodeFact('large', { capacity: { memory: '64Gi' } }),
      nodeFact('cordoned', {
        unschedulable: true,
        capacity: { memory: '128Gi' },
      }),
      nodeFact('taken', {
        taints: ['team=a:NoSchedule'],
        capacity: { memory: '128Gi' },
      }),
    ];
    const result = judge(nodes, { environment: 'production' });

    expect(result).toMatchObject({
      status: 'fail',
      reason: 'NotLabelled',
      severity: 'required',
    });
    expect(result.message).toContain(
      'large (cpu 8, memory 64Gi, disk 200Gi); small',
    );
    expect(result.message).toContain(
      'we recommend that production deployments',
    );
    expect(result.remediation?.commands).toEqual([
      `kubectl label node large ${LABEL}=true`,
    ]);
    expect(result.evidence).toEqual([
      expect.objectContaining({ key: LABEL, value: 'absent' }),
    ]);
  });

  it('does not count labelled nodes that cannot serve, and says why', () => {
    const result = judge([
      nodeFact('gpu', { labels, ...GPU }),
      controlPlaneFact('cp', { labels }),
      nodeFact('down', { labels, ready: 'Unknown' }),
      nodeFact('cordoned', { labels, unschedulable: true }),
    ]);

    expect(result).toMatchObject({
      status: 'fail',
      reason: 'LabelledUnusable',
      severity: 'recommended',
      actual: '0',
    });
    expect(result.message).toMatch(
      /^Run:ai needs 1 system node, and none of the 4 labelled can serve\. /,
    );
    for (const words of [
      'gpu: it has GPUs',
      'cp: it belongs to the control plane',
      'down: it is not Ready',
      'cordoned: it is cordoned',
    ]) {
      expect(result.message).toContain(words);
    }
  });

  it('says of a single labelled node that it cannot serve', () => {
    expect(judge([nodeFact('gpu', { labels, ...GPU })]).message).toMatch(
      /^Run:ai needs 1 system node, and the one that is labelled cannot serve\. The label is [^;]+; gpu: it has GPUs/,
    );
  });

  it('warns where a labelled node also runs many pods of others', () => {
    const many = Array.from({ length: 6 }, (_, index) =>
      residentPod(`web-${index}`),
    );
    const result = judge([nodeFact('s', { labels })], {}, { s: many });

    expect(result).toMatchObject({ status: 'warn', reason: 'ForeignPods' });
    expect(result.message).toContain(
      'System nodes also run pods of others. By node: s runs 6: team-a/web-0',
    );
  });

  it('does not call pods of the platform, of Run:ai and of DaemonSets those of others', () => {
    const pods = [
      ...Array.from({ length: 6 }, (_, index) =>
        residentPod(`dns-${index}`, { namespace: 'kube-system' }),
      ),
      ...Array.from({ length: 6 }, (_, index) =>
        residentPod(`agent-${index}`, { namespace: 'runai' }),
      ),
      ...Array.from({ length: 6 }, (_, index) =>
        residentPod(`exporter-${index}`, { ownerKind: 'DaemonSet' }),
      ),
      residentPod('web'),
    ];

    expect(judge([nodeFact('s', { labels })], {}, { s: pods }).status).toBe(
      'pass',
    );
  });

  it('passes with a word that pods were not read where they cannot be listed', () => {
    const result = evaluateToOne(systemDedicated, {
      facts: facts(
        fact(nodesFact, [nodeFact('s', { labels })]),
        failedFact(systemPodsFact, 'Forbidden', 'Forbidden(list pods)'),
      ),
    });

    expect(result.status).toBe('pass');
    expect(result.message).toContain('could not be read');
    expect(result.evidence[0]?.value).toBe('Forbidden(list pods)');
  });

  it('goes by the selector of the settings, and says so where it is none', () => {
    const nodes = [nodeFact('a', { labels: { pool: 'system' } })];

    expect(
      judge(nodes, { systemNodes: { selector: 'pool=system' } }).status,
    ).toBe('pass');
    expect(
      judge(nodes, { systemNodes: { selector: 'pool=gpu' } }).remediation
        ?.commands,
    ).toEqual(['kubectl label node a pool=gpu']);
    expect(
      judge(nodes, { systemNodes: { selector: 'pool is system' } }),
    ).toMatchObject({ status: 'unknown', reason: 'SelectorUnreadable' });
  });

  it('says how many are labelled, where all of them can serve and they are too few', () => {
    const profile = testProfile();
    const { reason, message } = evaluateToOne(systemDedicated, {
      facts: facts(
        fact(nodesFact, [nodeFact('s', { labels }), nodeFact('w')]),
        fact(systemPodsFact, {}),
      ),
      profile: {
        ...profile,
        systemNodes: {
          ...profile.systemNodes,
          count: { minimum: 2, source: 'a test', verified: 'vendor' },
        },
      },
    });

    expect(reason).toBe('LabelledUnusable');
    expect(message).toBe(
      `Run:ai needs 2 system nodes, and 1 is labelled. The label is ${LABEL}`,
    );
  });

  it('warns below the number that a profile recommends', () => {
    const profile = testProfile();
    const result = evaluateToOne(systemDedicated, {
      facts: facts(
        fact(nodesFact, [nodeFact('s', { labels }), nodeFact('w')]),
        fact(systemPodsFact, {}),
      ),
      profile: {
        ...profile,
        systemNodes: {
          ...profile.systemNodes,
          count: {
            minimum: 1,
            recommended: 2,
            source: 'a test',
            verified: 'vendor',
          },
        },
      },
    });

    expect(result).toMatchObject({
      status: 'warn',
      reason: 'FewerThanRecommended',
    });
    expect(result.remediation?.commands).toEqual([
      `kubectl label node w ${LABEL}=true`,
    ]);
  });

  it('waits for nodes where there are none, rather than be one more fault', () => {
    expect(judge([])).toMatchObject({
      status: 'unknown',
      blockedBy: 'platform.nodes-ready',
    });
  });

  it('takes no Windows node, however it is labelled', () => {
    const windows = { nodeInfo: { operatingSystem: 'windows' } };
    const result = judge([
      nodeFact('w', { labels, ...windows }),
      nodeFact('l'),
    ]);

    expect(result).toMatchObject({
      status: 'fail',
      reason: 'LabelledUnusable',
    });
    expect(result.message).toContain('w: it runs windows');
  });

  it('proposes no node that images of Run:ai are not built for', () => {
    const result = judge([
      nodeFact('arm', {
        capacity: { memory: '512Gi' },
        nodeInfo: { architecture: 'arm64' },
      }),
      nodeFact('fit'),
    ]);

    expect(result.remediation?.commands).toEqual([
      `kubectl label node fit ${LABEL}=true`,
    ]);
  });
});
