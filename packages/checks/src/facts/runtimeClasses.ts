import { namedObject } from './object';
import { listFact } from './request';
import { fieldsAt, text } from './untrusted';

/** RuntimeClasses: `nvidia` with handler `nvidia` is the toolkit's; with handler `runc` it is a simulation's. */
export const runtimeClassesFact = listFact({
  id: 'runtime-classes',
  title: 'Runtime classes',
  group: 'node.k8s.io',
  // v1 came with Kubernetes 1.20, v1beta1 went with 1.25.
  version: ['v1', 'v1beta1'],
  resource: 'runtimeclasses',
  ttlSeconds: 300,
  project: item => {
    const { name } = namedObject(item) ?? {};
    // Of the container runtime.
    const handler = text(fieldsAt(item).handler) ?? '';
    return name === undefined ? undefined : { name, handler };
  },
});
