import { defineFact } from '../declarations';
import { apiGroupsFact, serves } from './apiGroups';
import { record, text } from './untrusted';

/** A RuntimeClass and the handler of the container runtime that it names. */
export interface RuntimeClassFact {
  readonly name: string;
  readonly handler: string;
}

const GROUP = 'node.k8s.io';

/** RuntimeClasses: `nvidia` with handler `nvidia` is the toolkit's; with handler `runc` it is a simulation's. */
export const runtimeClassesFact = defineFact<readonly RuntimeClassFact[]>({
  id: 'runtime-classes',
  title: 'Runtime classes',
  permissions: [{ verb: 'list', group: GROUP, resource: 'runtimeclasses' }],
  ttlSeconds: 300,
  collect: async ({ client, signal, get }) => {
    const groups = await get(apiGroupsFact);
    // v1 came with Kubernetes 1.20, v1beta1 went with 1.25.
    const version = ['v1', 'v1beta1'].find(candidate =>
      serves(groups, GROUP, candidate),
    );
    if (version === undefined) {
      return [];
    }
    const { items } = await client.list<unknown, RuntimeClassFact>(
      { group: GROUP, version, resource: 'runtimeclasses' },
      { signal, project: projectRuntimeClass },
    );
    return items;
  },
});

/** Undefined for an item without a name. */
export function projectRuntimeClass(
  item: unknown,
): RuntimeClassFact | undefined {
  const name = text(record(record(item)?.metadata)?.name);
  return name
    ? { name, handler: text(record(item)?.handler) ?? '' }
    : undefined;
}
