import { parseQuantity } from '@runai-portal/kube';
import { hasEnded, namespacedObject, ownersOf } from './object';
import { addCounts, podRequests } from './podRequests';
import { fieldsAt, text, type Fields } from './untrusted';

/** What pods ask for on a node: cores, and bytes. */
export type PodRequests = Readonly<
  Record<'cpu' | 'memory' | 'ephemeralStorage', number>
>;

/** A pod that is placed on a node and has not ended. */
export interface ResidentPod {
  readonly namespace: string;
  readonly name: string;
  /** Kind of its controller: `Node` for a static pod, absent for a bare one. */
  readonly ownerKind?: string;
  readonly priorityClass?: string;
  readonly requests: PodRequests;
}

const NOTHING: PodRequests = { cpu: 0, memory: 0, ephemeralStorage: 0 };

/** What is kept of a pod on a system or control-plane node; environment and commands are not. Undefined for one that ended. */
export function projectResidentPod(item: unknown): ResidentPod | undefined {
  const pod = namespacedObject(item);
  if (!pod || hasEnded(pod)) {
    return undefined;
  }
  const { namespace, name, metadata, spec } = pod;
  return {
    namespace,
    name,
    ownerKind: ownersOf(metadata)[0]?.kind,
    priorityClass: text(spec.priorityClassName),
    requests: requestsOf(spec),
  };
}

/** What the scheduler reserves for a pod, the overhead of its runtime class included. */
export function requestsOf(spec: unknown): PodRequests {
  const ofContainers = podRequests(spec, NOTHING, container =>
    amounts(fieldsAt(container, 'resources', 'requests')),
  );
  return inThousandths(
    addCounts(ofContainers, amounts(fieldsAt(spec, 'overhead'))),
  );
}

/** The sum of what several pods ask for. */
export function sumOfRequests(pods: readonly ResidentPod[]): PodRequests {
  return inThousandths(
    pods.map(({ requests }) => requests).reduce(addCounts, NOTHING),
  );
}

function amounts(quantities: Fields): PodRequests {
  const amount = (resource: string) => {
    const value = quantities[resource];
    return typeof value === 'string' || typeof value === 'number'
      ? parseQuantity(String(value))?.toNumber() ?? 0
      : 0;
  };
  return {
    cpu: amount('cpu'),
    memory: amount('memory'),
    ephemeralStorage: amount('ephemeral-storage'),
  };
}

/** Thousandths of a core are the finest step: sums of floating numbers would show more. */
function inThousandths(requests: PodRequests): PodRequests {
  return { ...requests, cpu: Math.round(requests.cpu * 1000) / 1000 };
}
