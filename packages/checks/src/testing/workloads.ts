import type { KubeObject } from '@runai-portal/simulator';
import { Interner } from '../facts/interner';
import {
  WORKLOAD_KINDS,
  type WorkloadFact,
  projectWorkload,
} from '../facts/workloads';

/** What the fact `workloads` keeps of those objects. */
export function workloadFacts(...objects: KubeObject[]): WorkloadFact[] {
  const interner = new Interner();
  return objects.map(object => {
    const kind = WORKLOAD_KINDS.find(known => known === object.kind);
    const fact = kind && projectWorkload(kind, object, interner);
    if (!fact) {
      throw new Error(`${object.kind} is no workload`);
    }
    return fact;
  });
}
