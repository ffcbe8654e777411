import { defineCheck, type Finding } from '../../declarations';
import { forEachSubject, nodeSubject } from '../../engine/findings';
import { conditionOf } from '../../facts/conditions';
import type { NodeFact } from '../../facts/nodeFact';
import { sumOfRequests } from '../../facts/residentPod';
import type { PodsByNode } from '../../observations/followUps/podsOnNodes';
import { systemPodsFact } from '../../observations/followUps/systemPods';
import { competingPods } from '../../observations/residents';
import { systemNodesObservation } from '../../observations/systemNodes';
import type { Profile } from '../../profiles';
import { capitalised } from '../../words';
import {
  judgeResource,
  RESOURCE_OUTCOMES,
  type ResourceVerdict,
} from './judgeResource';
import { BY_THESE_WORDS, productionOnly, quoted } from './productionOnly';

const CANDIDATE = '[. It is a {candidate}, not labelled yet]';

const DESCRIBE = ['kubectl describe node {node}'];

const RESIZE = {
  owner: 'cluster-admin',
  text: 'Resize the machine to {cpu} CPUs, {memory} GB of memory and {disk} GB of disk for the kubelet, or label a larger node.',
  commands: DESCRIBE,
} as const;

/** Seed B9: a system node has 4 CPUs, 8 GB of RAM and 50 GB of disk. */
export const systemResources = defineCheck({
  id: 'nodes.system-resources',
  title: 'System nodes are large enough',
  category: 'nodes',
  requirements: ['B9'],
  description:
    'Enough system nodes must have the cores, memory and disk that the profile asks for, and have them free. GB are decimal: a virtual machine of 8 GiB reports a little less than that and is enough. Where no node is labelled, the best candidates are judged. Only the disk that the kubelet uses can be seen.',
  scope: 'node',
  severity: productionOnly,
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
        owner: 'cluster-admin',
        text: 'Resize the machine where that is easy; a disk of its own for data, which the kubelet does not see, can be stated.',
        commands: DESCRIBE,
      },
    },
    LittleFree: {
      status: 'warn',
      says: `{node} has too little left. {short}${CANDIDATE}`,
      remedy: {
        owner: 'cluster-admin',
        text: 'Move pods of others away from the node, or label one with more room.',
        commands: [
          'kubectl get pods --all-namespaces --field-selector spec.nodeName={node}',
          ...DESCRIBE,
        ],
      },
    },
    Pressure: {
      status: 'warn',
      says: `{node} is large enough, but has {pressure}${CANDIDATE}`,
      remedy: {
        owner: 'cluster-admin',
        text: 'Free what is short on the node.',
        commands: DESCRIBE,
      },
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
      because: 'unreadable',
      says: `How large {node} is cannot be read. {short}${CANDIDATE}`,
      remedy: {
        owner: 'cluster-admin',
        text: "See what the node's kubelet reports; it may never have registered its resources.",
        commands: DESCRIBE,
      },
    },
    NotApplicable: {
      status: 'notApplicable',
      says: 'There is no system node to judge. None that carries the label can serve, and no other could take the part',
      expected: '{needed}',
      actual: 'no node',
    },
  },
  evaluate: context => {
    const { system, pods, profile } = context;
    if (system.lookedAt.length === 0) {
      return { outcome: 'NotApplicable', values: { needed: needed(profile) } };
    }
    const statement = quoted(profile.systemNodes.statement, context);
    const findings = forEachSubject(
      system.lookedAt,
      ({ name }) => nodeSubject(name),
      node => judgeNode(node, { pods, profile }),
    );
    const passing = findings.filter(({ outcome }) => outcome === 'LargeEnough');
    const enough = passing.length >= profile.systemNodes.minimum;
    return findings.map(finding => ({
      ...finding,
      // Where enough nodes fulfil the need, one that does not is a hint, no fault.
      outcome:
        enough && finding.outcome === 'TooSmall'
          ? ('SmallerThanOthers' as const)
          : finding.outcome,
      values: {
        ...finding.values,
        statement,
        candidate: system.labelled.length > 0 ? undefined : 'candidate',
      },
    }));
  },
  /** Enough nodes, not all of them. */
  rollUp: (findings, { profile }) => {
    const { minimum } = profile.systemNodes;
    const count = (...statuses: string[]) =>
      findings.filter(({ status }) => statuses.includes(status)).length;
    if (count('notApplicable') === findings.length) {
      return 'notApplicable';
    }
    if (count('pass') >= minimum) {
      return 'pass';
    }
    if (count('pass', 'warn') >= minimum) {
      return 'warn';
    }
    return count('pass', 'warn', 'unknown') >= minimum ? 'unknown' : 'fail';
  },
});

const RESOURCES = [
  { key: 'cpu', requested: 'cpu', title: 'CPU' },
  { key: 'memory', requested: 'memory', title: 'memory' },
  { key: 'ephemeral-storage', requested: 'ephemeralStorage', title: 'disk' },
] as const;

interface NodeContext {
  pods: PodsByNode;
  profile: Profile;
}

function judgeNode(
  node: NodeFact,
  context: NodeContext,
): Finding<ResourceVerdict['outcome'] | 'Pressure'> {
  const verdicts = resourceVerdicts(node, context);
  const pressure = ['MemoryPressure', 'DiskPressure', 'PIDPressure'].filter(
    type => conditionOf(node.conditions, type)?.status === 'True',
  );
  const worst =
    RESOURCE_OUTCOMES.find(outcome =>
      verdicts.some(verdict => verdict.outcome === outcome),
    ) ?? 'LargeEnough';
  const { systemNodes } = context.profile;
  return {
    outcome:
      worst === 'LargeEnough' && pressure.length > 0 ? 'Pressure' : worst,
    values: {
      node: node.name,
      short: verdicts
        .filter(({ outcome }) => outcome === worst)
        .map(({ clause }) => capitalised(clause))
        .join('. '),
      pressure: pressure.join(' and '),
      needed: verdicts.map(({ expected }) => expected).join(', '),
      sizes: verdicts.map(({ actual }) => actual).join(', '),
      cpu: systemNodes.cpu,
      memory: systemNodes.memoryBytes / 1e9,
      disk: systemNodes.diskBytes / 1e9,
    },
    evidence: verdicts.flatMap(({ evidence }) => evidence),
  };
}

function resourceVerdicts(
  node: NodeFact,
  { pods, profile }: NodeContext,
): ResourceVerdict[] {
  const { systemNodes } = profile;
  const needs = {
    cpu: systemNodes.cpu,
    memory: systemNodes.memoryBytes,
    'ephemeral-storage': systemNodes.diskBytes,
  };
  const resident = Object.hasOwn(pods, node.name) ? pods[node.name] : undefined;
  const requested = resident && sumOfRequests(competingPods(resident, profile));
  return RESOURCES.map(resource =>
    judgeResource({
      node: node.name,
      resource: resource.key,
      title: resource.title,
      need: needs[resource.key],
      capacity: node.capacity?.[resource.key],
      allocatable: node.allocatable?.[resource.key],
      requested: requested?.[resource.requested],
      shares: systemNodes,
    }),
  );
}

function needed({ systemNodes }: Profile): string {
  const { cpu, memoryBytes, diskBytes } = systemNodes;
  return `CPU ${cpu} cores, memory ${memoryBytes / 1e9} GB, disk ${
    diskBytes / 1e9
  } GB`;
}
