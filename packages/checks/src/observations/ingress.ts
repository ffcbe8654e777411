import { defineObservation, type ValueOf } from '../declarations';
import { parseImage } from '../facts/image';
import {
  gatewayClassesFact,
  ingressClassesFact,
  type IngressClassFact,
} from '../facts/ingress';
import { workloadsFact, type WorkloadFact } from '../facts/workloads';
import { ingressTable } from '../profiles/tables';

/** Who serves Ingresses. */
export type IngressServing = ValueOf<typeof ingressObservation>;

type ControllerRow = ReturnType<typeof ingressTable>['controllers'][number];

/** Which class is served, by what, and whether that runs. */
export const ingressObservation = defineObservation({
  id: 'ingress',
  uses: { classes: ingressClassesFact, workloads: workloadsFact },
  optional: { gatewayClasses: gatewayClassesFact },
  observe: ({ classes, workloads, gatewayClasses = [] }) => {
    const { controllers } = ingressTable();
    const served = classes.map(each => {
      const row = controllers.find(one => one.controllers(each.controller));
      return servedBy(each, row, workloads);
    });
    // The router of OpenShift serves Routes and Ingresses without any class.
    const classless = controllers
      .filter(
        row =>
          row.classless &&
          !classes.some(one => row.controllers(one.controller)),
      )
      .map(row => servedBy(undefined, row, workloads))
      .filter(({ workload }) => workload);
    return {
      /** Every class, and a controller that needs none. */
      served: [...served, ...classless],
      defaults: classes.filter(({ isDefault }) => isDefault),
      gatewayClasses,
    };
  },
});

function servedBy(
  ingressClass: IngressClassFact | undefined,
  row: ControllerRow | undefined,
  workloads: readonly WorkloadFact[],
) {
  const found = row ? workloads.filter(workload => isOf(row, workload)) : [];
  const workload = found.find(({ ready }) => ready > 0) ?? found.at(0);
  return {
    class: ingressClass?.name,
    /** The product, or what the class calls it. */
    title: row?.title ?? ingressClass?.controller ?? '',
    /** Of several the one that has a ready pod. */
    workload,
    /** In sight or not: a provider's own is not. */
    runs: row?.managed === true || (workload?.ready ?? 0) > 0,
  };
}

function isOf(
  row: ControllerRow,
  { kind, namespace, name, containers }: WorkloadFact,
) {
  return (
    kind !== 'StatefulSet' &&
    (row.workloads(`${namespace}/${name}`) ||
      containers.some(({ image }) => row.images(parseImage(image).repository)))
  );
}
