import { array, fieldsAt } from './untrusted';

/** Numbers by name of a resource. */
export type Counts = Readonly<Record<string, number>>;

/**
 * What the scheduler counts for a pod: the sum over its containers, or one init container's where that is more, since init
 * containers run one after the other before the others start. Those that keep running (`restartPolicy: Always`) add up.
 *
 * @param none - what a pod without containers asks for
 */
export function podRequests<Requests extends Counts>(
  spec: unknown,
  none: Requests,
  requestsOf: (container: unknown) => Requests,
): Requests {
  const { initContainers, containers } = fieldsAt(spec);
  let staying = none;
  let peak = none;
  for (const container of array(initContainers)) {
    const together = addCounts(staying, requestsOf(container));
    peak = merged(peak, together, Math.max);
    if (fieldsAt(container).restartPolicy === 'Always') {
      staying = together;
    }
  }
  const running = array(containers).map(requestsOf).reduce(addCounts, staying);
  return merged(peak, running, Math.max);
}

/** The sum of two, resource by resource. */
export function addCounts<Numbers extends Counts>(
  a: Numbers,
  b: Numbers,
): Numbers {
  return merged(a, b, (one, other) => one + other);
}

function merged<Numbers extends Counts>(
  a: Numbers,
  b: Numbers,
  join: (one: number, other: number) => number,
): Numbers {
  const all: Record<string, number> = { ...a };
  for (const [resource, value] of Object.entries(b)) {
    all[resource] = join(all[resource] ?? 0, value);
  }
  return all as Numbers; // It has the keys of both.
}
