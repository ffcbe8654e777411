import { parseQuantity } from '@runai-portal/kube';
import { array, optional, record, text } from './untrusted';

/** What pods ask for on a node. */
export interface PodRequests {
  /** Cores. */
  readonly cpu: number;
  /** Bytes. */
  readonly memory: number;
  /** Bytes. */
  readonly ephemeralStorage: number;
}

/** A pod that is placed on a node and has not ended. */
export interface ResidentPod {
  readonly namespace: string;
  readonly name: string;
  /** Kind of its controller: `Node` for a static pod, absent for a bare one. */
  readonly ownerKind?: string;
  readonly priorityClass?: string;
  readonly requests: PodRequests;
}

const ENDED = new Set(['Succeeded', 'Failed']);
const NOTHING: PodRequests = { cpu: 0, memory: 0, ephemeralStorage: 0 };

/** What is kept of a pod on a system or control-plane node; environment and commands are not. Undefined for one that ended. */
export function projectResidentPod(item: unknown): ResidentPod | undefined {
  const metadata = record(record(item)?.metadata);
  const spec = record(record(item)?.spec);
  const name = text(metadata?.name);
  const namespace = text(metadata?.namespace);
  const phase = text(record(record(item)?.status)?.phase);
  if (!name || !namespace || (phase && ENDED.has(phase))) {
    return undefined;
  }
  return {
    namespace,
    name,
    ...optional('ownerKind', ownerKindOf(metadata)),
    ...optional('priorityClass', text(spec?.priorityClassName)),
    requests: requestsOf(spec),
  };
}

/**
 * What the scheduler reserves for a pod: the sum of its containers and of the init containers that stay, or the largest moment
 * of its start where that is more, and the overhead of its runtime class.
 */
export function requestsOf(
  spec: Record<string, unknown> | undefined,
): PodRequests {
  let staying = NOTHING;
  let starting = NOTHING;
  for (const container of array(spec?.initContainers)) {
    const requests = containerRequests(container);
    if (record(container)?.restartPolicy === 'Always') {
      staying = plus(staying, requests);
      starting = larger(starting, staying);
    } else {
      starting = larger(starting, plus(staying, requests));
    }
  }
  const running = array(spec?.containers)
    .map(containerRequests)
    .reduce(plus, staying);
  return plus(larger(running, starting), amounts(record(spec?.overhead)));
}

/** The sum of what several pods ask for. */
export function sumOfRequests(pods: readonly ResidentPod[]): PodRequests {
  return pods.map(pod => pod.requests).reduce(plus, NOTHING);
}

function containerRequests(container: unknown): PodRequests {
  return amounts(record(record(record(container)?.resources)?.requests));
}

function amounts(quantities: Record<string, unknown> | undefined): PodRequests {
  const amount = (resource: string) => {
    const value = quantities?.[resource];
    return (
      (typeof value === 'string' || typeof value === 'number'
        ? parseQuantity(String(value))?.toNumber()
        : undefined) ?? 0
    );
  };
  return {
    cpu: amount('cpu'),
    memory: amount('memory'),
    ephemeralStorage: amount('ephemeral-storage'),
  };
}

function plus(a: PodRequests, b: PodRequests): PodRequests {
  return {
    // Thousandths of a core are the finest step: sums of floating numbers would show more.
    cpu: Math.round((a.cpu + b.cpu) * 1000) / 1000,
    memory: a.memory + b.memory,
    ephemeralStorage: a.ephemeralStorage + b.ephemeralStorage,
  };
}

function larger(a: PodRequests, b: PodRequests): PodRequests {
  return {
    cpu: Math.max(a.cpu, b.cpu),
    memory: Math.max(a.memory, b.memory),
    ephemeralStorage: Math.max(a.ephemeralStorage, b.ephemeralStorage),
  };
}

function ownerKindOf(
  metadata: Record<string, unknown> | undefined,
): string | undefined {
  const owners = array(metadata?.ownerReferences).map(record);
  const owner =
    owners.find(candidate => candidate?.controller === true) ?? owners[0];
  return text(owner?.kind);
}
