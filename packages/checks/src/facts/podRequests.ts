import { parseQuantity } from '@runai-portal/kube';
import type { Matcher } from '../profiles/wildcard';
import { array, fieldsAt, type Fields } from './untrusted';

/** Amounts by name of a resource: cores, bytes, devices. */
export type Counts = Readonly<Record<string, number>>;

/**
 * What the scheduler reserves for a pod: the sum over its containers, or one init container's where that is more, since init
 * containers run one after the other before the others start. Those that keep running (`restartPolicy: Always`) add up. The
 * overhead of its runtime class comes on top.
 *
 * @param isCounted - which resources are looked at; all where absent
 * @returns only resources above 0
 */
export function podRequests(
  spec: unknown,
  isCounted: Matcher = () => true,
): Counts {
  const { initContainers, containers, overhead } = fieldsAt(spec);
  const requestsOf = (container: unknown) =>
    amounts(containerRequests(container), isCounted);
  let staying: Counts = {};
  let peak: Counts = {};
  for (const container of array(initContainers)) {
    const together = addCounts(staying, requestsOf(container));
    peak = merged(peak, together, Math.max);
    if (fieldsAt(container).restartPolicy === 'Always') {
      staying = together;
    }
  }
  const running = array(containers).map(requestsOf).reduce(addCounts, staying);
  return addCounts(
    merged(peak, running, Math.max),
    amounts(fieldsAt(overhead), isCounted),
  );
}

/** Requests, else limits: the API server copies a limit into a request that is not there, hand-made objects may not. */
function containerRequests(container: unknown): Fields {
  const { limits, requests } = fieldsAt(container, 'resources');
  return { ...fieldsAt(limits), ...fieldsAt(requests) };
}

function amounts(quantities: Fields, isCounted: Matcher): Counts {
  return Object.fromEntries(
    Object.entries(quantities).flatMap(([resource, quantity]) => {
      const value = isCounted(resource)
        ? parseQuantity(String(quantity))?.toNumber() ?? 0
        : 0;
      return value > 0 ? [[resource, value]] : [];
    }),
  );
}

/** The sum of two, resource by resource, in thousandths: a finer step is an error of floating numbers. */
export function addCounts(a: Counts, b: Counts): Counts {
  return merged(a, b, (one, other) => Math.round((one + other) * 1000) / 1000);
}

function merged(
  a: Counts,
  b: Counts,
  join: (one: number, other: number) => number,
): Counts {
  const all: Record<string, number> = { ...a };
  for (const [resource, value] of Object.entries(b)) {
    all[resource] = join(all[resource] ?? 0, value);
  }
  return all;
}
