import type { KubeObject } from '@runai-portal/simulator';
import type { FactOutcomes } from '../declarations';
import {
  gatewayClassesFact,
  ingressClassesFact,
  loadBalancersFact,
  projectGatewayClass,
  projectIngressClass,
  projectLoadBalancer,
} from '../facts/ingress';
import { namedObject, type NamedObject } from '../facts/object';
import { fact, facts } from './outcomes';
import { softwareFacts } from './software';

/** The facts that the checks of ingress rest on, of these objects. */
export function ingressFacts(...objects: readonly KubeObject[]): FactOutcomes {
  const projected = <Kept>(
    kind: string,
    project: (object: NamedObject) => Kept | undefined,
  ) =>
    objects
      .filter(object => object.kind === kind)
      .flatMap(object => namedObject(object) ?? [])
      .flatMap(object => project(object) ?? []);
  return {
    ...softwareFacts(objects),
    ...facts(
      fact(ingressClassesFact, projected('IngressClass', projectIngressClass)),
      fact(gatewayClassesFact, projected('GatewayClass', projectGatewayClass)),
      fact(loadBalancersFact, projected('Service', projectLoadBalancer)),
    ),
  };
}
