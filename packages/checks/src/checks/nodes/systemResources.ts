import { legacyCheck, type LegacyFinding } from '../../declarations';
import { blockedBy, forEachSubject, nodeSubject } from '../../engine/findings';
import { conditionOf } from '../../facts/conditions';
import type { NodeFact } from '../../facts/nodeFact';
import { nodesFact } from '../../facts/nodes';
import type { PodsByNode } from '../../observations/followUps/podsOnNodes';
import { sumOfRequests, type PodRequests } from '../../facts/residentPod';
import { systemPodsFact } from '../../observations/followUps/systemPods';
import type { Profile } from '../../profiles';
import { competingPods } from '../../observations/residents';
import { findSystemNodes, lookedAt } from '../../observations/systemNodes';
import { capitalised } from '../../words';
import { productionOnly, quoted } from './productionOnly';
import { judgeResource, type ResourceVerdict } from './judgeResource';

const REASONS = [
  'LargeEnough',
  'SlightlyShort',
  'LittleFree',
  'Pressure',
  'TooSmall',
] as const;
type Reason = (typeof REASONS)[number];

/** Worst first: what is too small is too small, whatever else cannot be read. */
const ORDER = ['fail', 'unknown', 'warn', 'pass'] as const;

/** Seed B9: a system node has 4 CPUs, 8 GB of RAM and 50 GB of disk. */
export const systemResources = legacyCheck({
  id: 'nodes.system-resources',
  title: 'System nodes are large enough',
  category: 'nodes',
  requirements: ['B9'],
  description:
    'Enough system nodes must have the cores, memory and disk that the profile asks for, and have them free. GB are decimal: a virtual machine of 8 GiB reports a little less than that and is enough. Where no node is labelled, the best candidates are judged. Only the disk that the kubelet uses can be seen.',
  scope: 'node',
  severity: productionOnly,
  facts: { nodes: nodesFact, pods: systemPodsFact },
  reasons: REASONS,
  attestable: true,
  evaluate: context => {
    const { facts, profile } = context;
    const found = findSystemNodes(facts.nodes, context);
    const judged = lookedAt(found);
    if (judged.length === 0) {
      return blockedBy(
        'nodes.system-dedicated',
        'There is no system node to judge. None that carries the label can serve, and no other could take the part',
      );
    }
    const labelled = found.labelled.length > 0;
    const findings = forEachSubject(
      judged,
      node => nodeSubject(node.name),
      node =>
        judgeNode(node, {
          pods: facts.pods,
          profile,
          labelled,
          statement: quoted(profile.systemNodes.statement, context),
        }),
    );
    return enoughPass(findings, profile) ? findings.map(excuse) : findings;
  },
  /** Enough nodes, not all of them. */
  rollUp: (findings, { profile }) => {
    const { minimum } = profile.systemNodes;
    const count = (...statuses: string[]) =>
      findings.filter(({ status }) => statuses.includes(status)).length;
    if (count('pass') >= minimum) {
      return 'pass';
    }
    if (count('pass', 'warn') >= minimum) {
      return 'warn';
    }
    return count('pass', 'warn', 'unknown') >= minimum ? 'unknown' : 'fail';
  },
});

function enoughPass(
  findings: readonly Pick<LegacyFinding, 'status'>[],
  profile: Profile,
): boolean {
  return (
    findings.filter(({ status }) => status === 'pass').length >=
    profile.systemNodes.minimum
  );
}

/** Where enough nodes fulfil the need, one that does not is a hint, no fault. */
function excuse<F extends LegacyFinding>(finding: F): F {
  return finding.status === 'fail'
    ? {
        ...finding,
        status: 'warn',
        message: `${finding.message}. Other nodes are large enough`,
      }
    : finding;
}

interface JudgeOptions {
  pods: PodsByNode;
  profile: Profile;
  labelled: boolean;
  /** The requirement's own words, where they must be told. */
  statement: string;
}

const RESOURCES = [
  { key: 'cpu', requested: 'cpu', title: 'CPU' },
  { key: 'memory', requested: 'memory', title: 'memory' },
  { key: 'ephemeral-storage', requested: 'ephemeralStorage', title: 'disk' },
] as const;

function judgeNode(
  node: NodeFact,
  options: JudgeOptions,
): LegacyFinding<Reason | 'SchemaUnexpected'> {
  const { profile, labelled } = options;
  const verdicts = resourceVerdicts(node, options);
  const pressure = ['MemoryPressure', 'DiskPressure', 'PIDPressure'].filter(
    type => conditionOf(node.conditions, type)?.status === 'True',
  );
  const worst =
    ORDER.map(status =>
      verdicts.filter(verdict => verdict.status === status),
    ).find(found => found.length > 0) ?? [];
  const base = {
    evidence: verdicts.flatMap(verdict => verdict.evidence),
    expected: verdicts.map(({ expected }) => expected).join(', '),
    actual: verdicts.map(({ actual }) => actual).join(', '),
  };
  const role = labelled ? '' : '. It is a candidate, not labelled yet';
  const [first] = worst;
  if (first && first.status !== 'pass') {
    const message = worst
      .map((verdict, index) =>
        index === 0
          ? `${node.name}: ${verdict.message}`
          : capitalised(verdict.message),
      )
      .join('. ');
    return {
      ...base,
      status: first.status,
      reason: first.reason,
      message: `${message}${role}${
        first.status === 'fail' ? options.statement : ''
      }`,
      remediation: remediationOf(node, first.reason, profile),
    };
  }
  if (pressure.length > 0) {
    return {
      ...base,
      status: 'warn',
      reason: 'Pressure',
      message: `${node.name} is large enough, but has ${pressure.join(
        ' and ',
      )}${role}`,
      remediation: remediationOf(node, 'Pressure', profile),
    };
  }
  return {
    ...base,
    status: 'pass',
    reason: 'LargeEnough',
    message: `${node.name} is large enough: ${base.actual}${role}`,
  };
}

function resourceVerdicts(
  node: NodeFact,
  { pods, profile }: JudgeOptions,
): ResourceVerdict[] {
  const { systemNodes } = profile;
  const needs = {
    cpu: systemNodes.cpu,
    memory: systemNodes.memoryBytes,
    'ephemeral-storage': systemNodes.diskBytes,
  };
  const resident = Object.hasOwn(pods, node.name) ? pods[node.name] : undefined;
  const requested: PodRequests | undefined =
    resident && sumOfRequests(competingPods(resident, profile));
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

function remediationOf(
  node: NodeFact,
  reason: Reason | 'SchemaUnexpected',
  { systemNodes }: Profile,
) {
  const pods = `kubectl get pods --all-namespaces --field-selector spec.nodeName=${node.name}`;
  const texts: Record<typeof reason, string> = {
    LargeEnough: '',
    TooSmall: `Resize the machine to ${systemNodes.cpu} CPUs, ${gigabytes(
      systemNodes.memoryBytes,
    )} of memory and ${gigabytes(
      systemNodes.diskBytes,
    )} of disk for the kubelet, or label a larger node.`,
    SlightlyShort:
      'The node is a little smaller than asked for. Resize the machine where that is easy; a disk of its own for data, which the kubelet does not see, can be stated.',
    LittleFree:
      'Move pods of others away from the node, or label one with more room.',
    Pressure: 'Free what is short on the node.',
    SchemaUnexpected:
      "See what the node's kubelet reports; it may never have registered its resources.",
  };
  return {
    owner: 'cluster-admin' as const,
    text: texts[reason],
    commands:
      reason === 'LittleFree'
        ? [pods, `kubectl describe node ${node.name}`]
        : [`kubectl describe node ${node.name}`],
    docs: [],
  };
}

function gigabytes(bytes: number): string {
  return `${bytes / 1e9} GB`;
}
