import { z } from 'zod';
import { lazyTable, patterns } from './loadTable';

const table = lazyTable(
  'platform-namespaces',
  z.strictObject({ namespaces: patterns }),
  ({ namespaces }) => namespaces,
);

/** Whether a namespace is of Kubernetes itself, of its distribution or of an add-on. */
export function isPlatformNamespace(namespace: string): boolean {
  return table()(namespace);
}
