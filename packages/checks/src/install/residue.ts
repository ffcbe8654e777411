import type { InstallView } from '@runai-portal/backstage-plugin-runai-common';
import type { Reading } from '../engine/Reading';
import { crdsFact, runaiNamespacesFact } from '../facts/runai';

/**
 * What is left of an earlier installation, with the commands that remove it, which we never run: namespaces first, then
 * definitions, since removing a definition removes every object of its kind.
 */
export function residueOf(reading: Reading): InstallView['residue'] {
  const { cluster, backend } = reading.context.profile.namespaces;
  const left = (reading.value(runaiNamespacesFact) ?? []).filter(
    ({ name }) => name !== cluster && name !== backend,
  );
  return [
    ...left.map(({ name, project }) => ({
      what: project
        ? `Namespace ${name} of project ${project}: its removal deletes the researchers' objects and volumes in it`
        : `Namespace ${name}`,
      command: `kubectl delete namespace ${name}`,
    })),
    ...(reading.value(crdsFact) ?? []).map(name => ({
      what: `Definition ${name}, with every object of its kind`,
      command: `kubectl delete customresourcedefinition ${name}`,
    })),
  ];
}
