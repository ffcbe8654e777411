import type { Reading } from '../engine/Reading';
import { crdsFact } from '../facts/crds';
import { runaiNamespacesFact } from '../facts/runaiNamespaces';
import { isRunaiDefinition } from './readSignals';

/** Something that an earlier installation left, and the command that removes it. We never run it. */
export interface ResidueItem {
  what: string;
  command: string;
}

/**
 * What is left of an earlier installation, in the order in which it is removed: namespaces, then definitions, since removing a
 * definition removes every object of its kind. Definitions that KAI Scheduler brings as well are left aside.
 */
export function residueOf(
  reading: Reading,
  namespaces: { cluster: string; backend: string },
): ResidueItem[] {
  const left = (reading.value(runaiNamespacesFact) ?? []).filter(
    ({ name }) => name !== namespaces.cluster && name !== namespaces.backend,
  );
  const definitions = (reading.value(crdsFact) ?? []).filter(isRunaiDefinition);
  return [
    ...left.map(({ name, project }) => ({
      what: project
        ? `Namespace ${name} of project ${project}: its removal deletes the researchers' objects and volumes in it`
        : `Namespace ${name}`,
      command: `kubectl delete namespace ${name}`,
    })),
    ...definitions.map(({ name }) => ({
      what: `Definition ${name}, with every object of its kind`,
      command: `kubectl delete customresourcedefinition ${name}`,
    })),
  ];
}
