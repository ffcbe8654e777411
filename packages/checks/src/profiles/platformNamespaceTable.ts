import { z } from 'zod';
import { lazyTable } from './loadTable';
import { anyOf } from './wildcard';

const table = lazyTable(
  'platform-namespaces',
  z.strictObject({ namespaces: z.array(z.string().min(1)) }),
  ({ namespaces }) => anyOf(namespaces),
);

/** Whether a namespace is of Kubernetes itself, of its distribution or of an add-on. */
export function isPlatformNamespace(namespace: string): boolean {
  return table()(namespace);
}
