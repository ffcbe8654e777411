import { readFileSync } from 'node:fs';
import { asKubeObject, isRecord, type KubeObject } from './KubeObject';

/**
 * The objects of a file that `kubectl get -o json` wrote: a List, or a single object.
 *
 * @throws Error where the file cannot be read or holds anything else
 * @public
 */
export function objectsFromFile(path: string): KubeObject[] {
  const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const items =
    isRecord(value) && Array.isArray(value.items) ? value.items : [value];
  return items.map(asKubeObject);
}
