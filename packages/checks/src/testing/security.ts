import { namespace } from '@runai-portal/simulator';
import { namedObject } from '../facts/object';
import { namespacesFact, projectNamespace } from '../facts/namespaces';
import { testProfile } from './evaluateCheck';
import { fact, type FactEntry } from './outcomes';

/** Namespaces by their names, each with its labels; those that are not looked at count as well. */
export function namespacesEntry(
  labelled: Record<string, Record<string, string>>,
): FactEntry {
  const objects = Object.entries(labelled).map(([name, labels]) =>
    namedObject(namespace(name, { labels })),
  );
  return fact(namespacesFact, {
    total: objects.length,
    namespaces: objects.flatMap(object => {
      const kept = object && projectNamespace(object, testProfile());
      return kept ?? [];
    }),
  });
}
