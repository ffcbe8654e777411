import { load } from 'js-yaml';
import { z } from 'zod';
import { lazyFields, patterns, texts } from '../profiles/loadTable';
import { acceleratorTable } from '../profiles/tables';
import { namedObject, type NamedObject } from './object';
import { defineFact } from './request';
import { array, fieldsAt, fieldsIn, text } from './untrusted';

/** What may bring GPU nodes when they are asked for. */
export interface GpuPoolFact {
  /** `NodePool gpu`, `MachineSet openshift-machine-api/gpu-1a`, `node group gke-a100`. */
  readonly title: string;
  /** `declared` by the pool itself, or `inferred` from its name. */
  readonly how: 'declared' | 'inferred';
  /** How many nodes it has been told to have; absent where pods decide. */
  readonly wants?: number;
}

const gpuPoolTable = lazyFields('gpu-pools', {
  karpenter: z.strictObject({
    keys: patterns,
    machineKeys: patterns,
    machines: patterns,
  }),
  gpuCounts: texts,
  gpuType: z.string(),
  groupNames: patterns,
});

const POOL = { verb: 'list', whereServed: true } as const;

/**
 * Pools of GPU nodes, those at zero among them: a cluster without a GPU node may have them as soon as a pod asks.
 *
 * @remarks A closed list of what brings nodes, each looked up where it is served: Karpenter, OpenShift's machines, Cluster API, and
 * the one object in which the cluster autoscaler tells its node groups.
 */
export const gpuPoolsFact = defineFact({
  id: 'gpu-pools',
  title: 'Pools from which GPU nodes may come',
  requests: {
    nodePools: {
      ...POOL,
      group: 'karpenter.sh',
      version: ['v1', 'v1beta1'],
      resource: 'nodepools',
    },
    machineSets: {
      ...POOL,
      group: 'machine.openshift.io',
      version: 'v1beta1',
      resource: 'machinesets',
    },
    machineDeployments: {
      ...POOL,
      group: 'cluster.x-k8s.io',
      version: ['v1beta2', 'v1beta1'],
      resource: 'machinedeployments',
    },
    autoscaler: {
      verb: 'get',
      resource: 'configmaps',
      name: 'cluster-autoscaler-status',
      byName: true,
    },
  },
  ttlSeconds: 300,
  collect: async ({ ask }): Promise<GpuPoolFact[]> => {
    const machines = (kind: string) => (item: unknown) =>
      projectMachines(kind, item);
    const [nodePools, machineSets, machineDeployments, autoscaler] =
      await Promise.all([
        ask.nodePools({ project: projectNodePool }),
        ask.machineSets({ project: machines('MachineSet') }),
        ask.machineDeployments({ project: machines('MachineDeployment') }),
        ask.autoscaler({ namespace: 'kube-system' }),
      ]);
    return [
      ...nodePools,
      ...machineSets,
      ...machineDeployments,
      ...projectNodeGroups(autoscaler),
    ];
  },
});

/** A NodePool of Karpenter whose nodes have NVIDIA GPUs. */
export function projectNodePool(item: unknown): GpuPoolFact | undefined {
  const object = namedObject(item);
  if (!object) {
    return undefined;
  }
  const { keys, machineKeys, machines } = gpuPoolTable().karpenter;
  const { namesOtherMaker } = acceleratorTable();
  const template = fieldsAt(object.spec.template);
  const { requirements, taints } = fieldsAt(template.spec);
  const limits = fieldsAt(object.spec.limits);
  const asked = fieldsIn(requirements)
    .filter(
      ({ operator }) => operator !== 'DoesNotExist' && operator !== 'NotIn',
    )
    .map(({ key, values }) => ({
      key: text(key) ?? '',
      values: array(values).flatMap(value => text(value) ?? []),
    }));
  const ofOtherMaker = asked.some(
    ({ key, values }) =>
      keys(key) && values.length > 0 && values.every(namesOtherMaker),
  );
  const marks = [
    ...asked.map(({ key }) => key),
    ...fieldsIn(taints).map(({ key }) => text(key) ?? ''),
    ...Object.keys(fieldsAt(template, 'metadata', 'labels')),
    ...Object.keys(limits),
  ];
  const byMachine = asked.some(
    ({ key, values }) =>
      machineKeys(key) &&
      values.some(value => machines(value.split('.', 1)[0])),
  );
  // A limit of 0 switches a pool off.
  const isOff = Object.entries(limits).some(
    ([key, most]) => keys(key) && Number(most) === 0,
  );
  return !isOff && !ofOtherMaker && (byMachine || marks.some(keys))
    ? { title: `NodePool ${object.name}`, how: 'declared' }
    : undefined;
}

/** A MachineSet of OpenShift or a MachineDeployment of Cluster API whose machines have NVIDIA GPUs. */
export function projectMachines(
  kind: string,
  item: unknown,
): GpuPoolFact | undefined {
  const object = namedObject(item);
  const { gpuCounts, gpuType } = gpuPoolTable();
  const annotations = object?.annotations ?? {};
  const type = text(annotations[gpuType]);
  const hasGpus = gpuCounts.some(key => Number(annotations[key]) > 0);
  if (!object || !hasGpus || (type && !type.startsWith('nvidia'))) {
    return undefined;
  }
  const title = `${kind} ${placeOf(object)}`;
  const { replicas } = object.spec;
  return {
    title,
    how: 'declared',
    ...(typeof replicas === 'number' && { wants: replicas }),
  };
}

function placeOf({ name, metadata }: NamedObject): string {
  const namespace = text(metadata.namespace);
  return namespace ? `${namespace}/${name}` : name;
}

/** A status of many node groups is longer than a text usually is. */
const MAX_STATUS = 256 * 1024;

/** Node groups that may have nodes and whose names speak of GPUs: as YAML since 1.30, before that as a report for people. */
export function projectNodeGroups(configMap: unknown): GpuPoolFact[] {
  const status = text(fieldsAt(configMap, 'data').status, MAX_STATUS) ?? '';
  const { groupNames } = gpuPoolTable();
  return [...groupsOfDocument(status), ...groupsOfReport(status)]
    .filter(({ name, most }) => most > 0 && groupNames(name.toLowerCase()))
    .map(({ name }) => ({ title: `node group ${name}`, how: 'inferred' }));
}

interface NodeGroup {
  name: string;
  most: number;
}

function groupsOfDocument(status: string): NodeGroup[] {
  let document: unknown;
  try {
    document = load(status);
  } catch {
    // The report for people is no YAML.
    return [];
  }
  return fieldsIn(fieldsAt(document).nodeGroups).flatMap(group => {
    const name = nameOf(text(group.name));
    const { maxSize } = fieldsAt(group.health);
    return name && typeof maxSize === 'number' ? [{ name, most: maxSize }] : [];
  });
}

const REPORTED =
  /^[ \t]*Name:[ \t]+(\S+)[ \t]*\n[ \t]*Health:[^\n]*maxSize=(\d+)/gm;

function groupsOfReport(status: string): NodeGroup[] {
  return [...status.matchAll(REPORTED)].map(([, name, most]) => ({
    name: nameOf(name) ?? name,
    most: Number(most),
  }));
}

/** The last part of an address, e.g. of an instance group of a cloud. */
function nameOf(address: string | undefined): string | undefined {
  return address?.slice(address.lastIndexOf('/') + 1);
}
