import { defineCheck, notInProfile, type Check } from '../../declarations';
import { evidenceOf, firstOf } from '../../engine/findings';
import { gpuOperatorFact, type GpuOperatorFact } from '../../facts/gpuOperator';
import type { NodeFact } from '../../facts/nodeFact';
import { nodesFact } from '../../facts/nodes';
import {
  apiGroupsFact,
  serves,
  type ApiGroupsFact,
} from '../../facts/request/apiGroups';
import {
  isReady,
  workloadName,
  workloadsFact,
  type WorkloadFact,
} from '../../facts/workloads';
import {
  installedSoftware,
  type InstalledSoftware,
} from '../../observations/companionSoftware';
import { known, type Profile } from '../../profiles';
import { softwareTable, type SoftwareRow } from '../../profiles/tables';
import type { ClusterSettings } from '../../settings';
import { isInRange, rangeWords, type VersionRange } from '../versionRange';
import { featureOutcomes } from './featureOutcomes';
import { broughtByInstaller } from './guidedInstallation';

type Feature = keyof ReturnType<typeof softwareTable>;

/** Software that some uses of a cluster need: one check each, which differ by their row of the table alone. */
export const FEATURE_CHECKS: readonly Check[] = Object.entries(
  softwareTable(),
).map(([id, row]) => featureCheck(id as Feature, row)); // The table has these keys.

function featureCheck(id: Feature, row: SoftwareRow): Check {
  const common = {
    id: `software.${id}`,
    title: `${row.title} is there where it is needed`,
    category: 'software',
    description: `Run:ai needs ${row.title} for ${row.why}, in a version that it was tested with. Where the cluster is not used for that, it is not asked for.`,
    verify: {
      text: 'The image or the label tells the version, and all replicas are ready.',
      commands: [row.look],
    },
    usedFor: row.uses,
    asked: (profile: Profile) => rangeOf(profile, id),
    expected: `${row.title}[ {range}]`,
    actual: `[${row.title} {version}|{installed}, of an unknown version|not installed]`,
    outcomes: featureOutcomes(row),
  } as const;
  return row.nodes
    ? defineCheck({
        ...common,
        uses: { workloads: workloadsFact, nodes: nodesFact },
        optional: { groups: apiGroupsFact, operator: gpuOperatorFact },
        evaluate: seen => judge(id, row, seen),
      })
    : defineCheck({
        ...common,
        uses: { workloads: workloadsFact },
        optional: { groups: apiGroupsFact },
        evaluate: seen => judge(id, row, seen),
      });
}

function rangeOf({ software }: Profile, id: Feature) {
  return software?.features?.[id];
}

/** What a row is judged by. */
interface Seen {
  workloads: readonly WorkloadFact[];
  groups?: ApiGroupsFact;
  nodes?: readonly NodeFact[];
  operator?: GpuOperatorFact;
  settings: ClusterSettings;
  profile: Profile;
}

function judge(id: Feature, row: SoftwareRow, seen: Seen) {
  const { workloads, groups, settings, profile } = seen;
  const range: VersionRange = known(rangeOf(profile, id)) ?? {};
  const wanted = rangeWords(range);
  const found = installedSoftware(row, workloads);
  const need = needOf(row, seen);
  const partOf = cameWith(row, seen.operator) ? row.partOf : undefined;
  const inRange = found?.version ? isInRange(found.version, range) : undefined;
  // What no setting can declare is not held against a cluster that has it and does not need it.
  const isAsked =
    need !== undefined ||
    (found && (row.uses.length > 0 || (wanted && inRange !== undefined)));
  const evidence = evidenceOf(
    found ? installedRows(found) : [`${row.kind}s`, row.title, 'absent'],
    groups && ['GET /apis', row.group, versionsOf(groups, row.group)],
    ['settings', 'uses', settings.uses?.join(', ') || 'none', 'declared'],
  );
  if (found && isAsked && !partOf && !wanted) {
    const what = `which versions of ${row.title} Run:ai works with`;
    return notInProfile(profile, what, evidence);
  }
  const workload = found?.workload;
  const runs =
    workload && (isReady(workload) || (!need && workload.desired === 0));
  return {
    outcome: firstOf(
      [partOf || !isAsked, 'NotUsed'],
      [
        !found && broughtByInstaller(id, { profile, settings }),
        'InstallerBringsIt',
      ],
      [!found, 'Absent'],
      [!runs && need, 'NotReady'],
      [!runs, 'NotReadyUnused'],
      [inRange === undefined, 'VersionUnreadable'],
      [inRange, 'Supported'],
      [need, 'OutsideRange'],
      'OutsideRangeUnused',
    ),
    values: {
      title: row.title,
      range: wanted,
      release: releaseOf(range),
      need,
      partOf,
      uses: partOf || need ? undefined : row.uses.join(', ') || undefined,
      nodeLabel: partOf ? undefined : row.nodes?.label,
      left: groups && serves(groups, row.group) ? row.group : undefined,
      installed: workload && row.title,
      version: found?.version,
      image: workload?.containers[0]?.image || undefined,
      workload: workload && workloadName(workload),
      namespace: workload?.namespace,
      kind: workload?.kind.toLowerCase(),
      name: workload?.name,
      ready: workload?.ready,
      desired: workload?.desired,
    },
    evidence,
  };
}

/** What the cluster needs it for: uses that are declared, else nodes that say so. */
function needOf({ uses, why, nodes }: SoftwareRow, seen: Seen) {
  const declared = seen.settings.uses ?? [];
  if (uses.length > 0 && uses.every(use => declared.includes(use))) {
    return why;
  }
  return nodes && seen.nodes?.some(({ labels }) => nodes.label in labels)
    ? nodes.title
    : undefined;
}

/** Whether an object of the GPU Operator brings it: there is none in force where a ClusterPolicy is. */
function cameWith({ partOf }: SoftwareRow, operator?: GpuOperatorFact) {
  return (
    partOf !== undefined &&
    operator !== undefined &&
    operator.gpuClusters.length > 0 &&
    operator.clusterPolicies.length === 0
  );
}

function installedRows({ workload, version, versionFrom }: InstalledSoftware) {
  const name = workloadName(workload);
  return [
    [name, versionFrom ?? 'version', version ?? 'unreadable', 'reported'],
    [name, 'ready', `${workload.ready} of ${workload.desired}`, 'reported'],
  ] as const;
}

function versionsOf(groups: ApiGroupsFact, group: string): string {
  return serves(groups, group) ? groups.groups[group].join(', ') : 'absent';
}

/** The newest version of the range, the oldest where it is open, as releases are named: in three parts. */
function releaseOf({ minimum, maximum = minimum }: VersionRange) {
  const parts = maximum?.split('.');
  return parts && [...parts, '0', '0'].slice(0, 3).join('.');
}
