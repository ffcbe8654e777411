import { defineCheck, notInProfile } from '../../declarations';
import { firstOf, forEachNode } from '../../engine/findings';
import { conditionOf } from '../../facts/conditions';
import type { NodeFact } from '../../facts/nodeFact';
import { addCounts, type Counts } from '../../facts/podRequests';
import {
  competingPods,
  podsOf,
  systemPodsFact,
} from '../../observations/followUps/podsOnNodes';
import { systemNodesObservation } from '../../observations/systemNodes';
import { known, type Profile } from '../../profiles';
import { capitalised } from '../../words';
import {
  amountOf,
  judgeResource,
  RESOURCE_OUTCOMES,
  RESOURCES,
  type SystemNodeNeeds,
} from './judgeResource';
import { BY_THESE_WORDS, quoted } from './requiredWords';

const CANDIDATE = '[. It is a {candidate}, not labelled yet]';

const DESCRIBE = ['kubectl describe node {node}'];

/** Installers leave half of a disk to nobody, and a larger disk is mounted where the kubelet does not look. */
const EXTEND =
  '[ On {diskNode} only the file system of /var/lib/kubelet counts: where the disk is larger than that, extend it, or mount the larger disk there.]';

const MEASURE = [
  'kubectl debug node/{diskNode} -it --image=busybox -- chroot /host df -h /var/lib/kubelet',
];

const RESIZE = {
  text: `Resize the machine, or label a larger node. A system node needs {needed}, the disk where the kubelet has its data.${EXTEND}`,
  commands: [...DESCRIBE, ...MEASURE],
} as const;

/** Seed B9: a system node has 4 CPUs, 8 GB of RAM and 50 GB of disk. */
export const systemResources = defineCheck({
  id: 'nodes.system-resources',
  title: 'System nodes are large enough',
  category: 'nodes',
  requirements: ['B9'],
  description:
    'Enough system nodes must have the cores, memory and disk that the profile asks for, and have them free. GB are decimal: a virtual machine of 8 GiB reports a little less than that and is enough. Where no node is labelled, the best candidates are judged. Only the file system that the kubelet keeps its data on can be seen, and what it keeps back of it for itself and against eviction is not free; one of its own for images is not.',
  verify: {
    text: 'Compare what a system node has, and what pods have asked for of it, with what the profile asks for. The disk is that of the kubelet.',
    commands: [
      'kubectl get node NODE -o jsonpath=\'{.status.capacity}{"\\n"}\'',
      "kubectl describe node NODE | sed -n '/Allocated resources/,$p'",
      'kubectl debug node/NODE -it --image=busybox -- chroot /host df -h /var/lib/kubelet',
    ],
  },
  scope: 'node',
  uses: { system: systemNodesObservation, pods: systemPodsFact },
  dependsOn: ['platform.nodes-ready'],
  attestable: true,
  expected: '{needed}',
  actual: '{sizes}',
  outcomes: {
    LargeEnough: {
      status: 'pass',
      says: `{node} is large enough: {sizes}${CANDIDATE}`,
    },
    SlightlyShort: {
      status: 'warn',
      says: `{node} is a little too small. {short}${CANDIDATE}`,
      remedy: {
        text: `Resize the machine where that is easy; a disk of its own for data, which the kubelet does not see, can be stated.${EXTEND}`,
        commands: [...DESCRIBE, ...MEASURE],
      },
    },
    LittleFree: {
      status: 'warn',
      says: `{node} has too little left. {short}${CANDIDATE}`,
      remedy: {
        text: `Move pods of others away from the node, or label one with more room.${EXTEND}`,
        commands: [
          'kubectl get pods --all-namespaces --field-selector spec.nodeName={node}',
          ...DESCRIBE,
        ],
      },
    },
    Pressure: {
      status: 'warn',
      says: `{node} is large enough, but has {pressure}${CANDIDATE}`,
      remedy: { text: 'Free what is short on the node.', commands: DESCRIBE },
    },
    TooSmall: {
      status: 'fail',
      says: `{node} is too small. {short}${CANDIDATE}${BY_THESE_WORDS}`,
      remedy: RESIZE,
    },
    SmallerThanOthers: {
      status: 'warn',
      says: `{node} is too small. {short}. Other nodes are large enough${CANDIDATE}`,
      remedy: RESIZE,
    },
    SchemaUnexpected: {
      status: 'unknown',
      says: `How large {node} is cannot be read. {short}${CANDIDATE}`,
      remedy: {
        text: "See what the node's kubelet reports; it may never have registered its resources, or could not measure them: then its own log says so.",
        commands: DESCRIBE,
      },
    },
    NotApplicable: {
      status: 'notApplicable',
      says: 'There is no system node to judge. None that carries the label can serve, and no other could take the part',
      actual: 'no node',
    },
  },
  evaluate: ({ system, pods, profile, settings }) => {
    const { systemNodes } = profile;
    const size = known(systemNodes.size);
    if (!size) {
      return notInProfile(profile, 'how large a system node has to be');
    }
    const shared = {
      needed: RESOURCES.map(
        ({ key, need, title }) => `${title} ${amountOf(size[need], key)}`,
      ).join(', '),
      statement: quoted(size.statement, settings),
      candidate: system.labelled.length > 0 ? undefined : 'candidate',
    };
    if (system.lookedAt.length === 0) {
      return { outcome: 'NotApplicable', values: shared };
    }
    const findings = forEachNode(system.lookedAt, node => {
      const others = podsOf(pods, node.name);
      const requests =
        others &&
        competingPods(others, profile)
          .map(pod => pod.requests)
          .reduce(addCounts, {});
      const needs = { ...systemNodes, ...size };
      const { values, ...finding } = judgeNode(node, requests, needs);
      return { ...finding, values: { ...shared, ...values } };
    });
    const passing = findings.filter(({ outcome }) => outcome === 'LargeEnough');
    // Where enough nodes fulfil the need, one that does not is a hint, no fault.
    const isEnough = passing.length >= leastCount(profile);
    return findings.map(finding =>
      isEnough && finding.outcome === 'TooSmall'
        ? { ...finding, outcome: 'SmallerThanOthers' }
        : finding,
    );
  },
  /** Enough nodes, not all of them. */
  rollUp: (findings, { profile }) => {
    const isEnough = (...statuses: string[]) =>
      findings.filter(({ status }) => statuses.includes(status)).length >=
      leastCount(profile);
    return firstOf(
      [
        findings.every(({ status }) => status === 'notApplicable'),
        'notApplicable',
      ],
      [isEnough('pass'), 'pass'],
      [isEnough('pass', 'warn'), 'warn'],
      [isEnough('pass', 'warn', 'unknown'), 'unknown'],
      'fail',
    );
  },
});

/** One where the profile knows a size and no number: what is told of system nodes is told of some. */
function leastCount({ systemNodes }: Profile): number {
  return known(systemNodes.count)?.minimum ?? 1;
}

function isShort(outcome: string): boolean {
  return outcome !== 'LargeEnough' && outcome !== 'SchemaUnexpected';
}

function judgeNode(
  node: NodeFact,
  requests: Counts | undefined,
  needs: SystemNodeNeeds,
) {
  const verdicts = RESOURCES.map(resource =>
    judgeResource(resource, node, requests, needs),
  );
  const pressure = ['MemoryPressure', 'DiskPressure', 'PIDPressure'].filter(
    type => conditionOf(node.conditions, type)?.status === 'True',
  );
  const [worst = 'LargeEnough'] = RESOURCE_OUTCOMES.filter(outcome =>
    verdicts.some(verdict => verdict.outcome === outcome),
  );
  return {
    outcome:
      worst === 'LargeEnough' && pressure.length > 0 ? 'Pressure' : worst,
    values: {
      node: node.name,
      short: verdicts
        .filter(({ outcome }) => outcome === worst)
        .map(({ short }) => capitalised(short))
        .join('. '),
      pressure: pressure.join(' and '),
      diskNode: verdicts.some(
        ({ key, outcome }) =>
          key === 'ephemeral-storage' && outcome === worst && isShort(outcome),
      )
        ? node.name
        : undefined,
      sizes: verdicts.map(({ actual }) => actual).join(', '),
    },
    evidence: verdicts.flatMap(({ evidence }) => evidence),
  } as const;
}
