import { listFact } from './request';
import { record, text } from './untrusted';

/** A RuntimeClass and the handler of the container runtime that it names. */
export interface RuntimeClassFact {
  readonly name: string;
  readonly handler: string;
}

/** RuntimeClasses: `nvidia` with handler `nvidia` is the toolkit's; with handler `runc` it is a simulation's. */
export const runtimeClassesFact = listFact<RuntimeClassFact>({
  id: 'runtime-classes',
  title: 'Runtime classes',
  group: 'node.k8s.io',
  // v1 came with Kubernetes 1.20, v1beta1 went with 1.25.
  version: ['v1', 'v1beta1'],
  resource: 'runtimeclasses',
  ttlSeconds: 300,
  project: projectRuntimeClass,
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
