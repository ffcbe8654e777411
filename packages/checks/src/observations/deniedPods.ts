import { defineObservation } from '../declarations';
import { workloadName, workloadsFact } from '../facts/workloads';
import { admissionTable, type Denier } from '../profiles/tables';
import { namespaceUse } from '../facts/namespaces';

/** A workload whose pods the API server does not let in. */
export type DeniedWorkload = ReturnType<
  typeof deniedPodsObservation.observe
>[number];

/**
 * Workloads of Run:ai, of its projects and of the GPU Operator that cannot make their pods, and who refuses these.
 *
 * @remarks Deployments alone: their condition ReplicaFailure repeats what the API server said. DaemonSets and StatefulSets tell it by
 * events only.
 */
export const deniedPodsObservation = defineObservation({
  id: 'denied-pods',
  uses: { workloads: workloadsFact },
  observe: ({ workloads, profile }) => {
    const { denials } = admissionTable();
    const deniers = Object.keys(denials) as Denier[];
    return workloads.flatMap(workload => {
      const { namespace, trouble = '' } = workload;
      const by = deniers.find(denier => trouble.includes(denials[denier]));
      return by && namespaceUse(namespace, profile)
        ? [{ name: workloadName(workload), namespace, by, message: trouble }]
        : [];
    });
  },
});
