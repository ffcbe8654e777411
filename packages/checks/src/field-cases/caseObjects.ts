import type { CaseObject, FieldCase } from './FieldCase';
import { nativeCluster } from './nativeCluster';

/** All objects of a case's cluster: its own replace those of the base that have their kind, namespace and name. */
export function caseObjects({ base, objects }: FieldCase): object[] {
  const own = new Set(objects.map(identity));
  return [
    ...(base ? nativeCluster() : []).filter(
      object => !own.has(identity(object)),
    ),
    ...objects,
  ];
}

function identity({
  kind,
  metadata: { namespace = '', name },
}: Pick<CaseObject, 'kind' | 'metadata'>): string {
  return `${kind} ${namespace}/${name}`;
}
