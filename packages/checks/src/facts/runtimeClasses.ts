import { listFact } from './request';
import { text } from './untrusted';

/** RuntimeClasses: `nvidia` with handler `nvidia` is the toolkit's; with handler `runc` it is a simulation's. */
export const runtimeClassesFact = listFact({
  id: 'runtime-classes',
  title: 'Runtime classes',
  group: 'node.k8s.io',
  // v1 came with Kubernetes 1.20, v1beta1 went with 1.25.
  version: ['v1', 'v1beta1'],
  resource: 'runtimeclasses',
  ttlSeconds: 300,
  project: ({ name, fields }) => ({
    name,
    /** Of the container runtime. */
    handler: text(fields.handler) ?? '',
  }),
});
