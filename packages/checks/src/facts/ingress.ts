import { ingressTable } from '../profiles/tables';
import { conditionOf, projectConditions } from './conditions';
import type { NamedObject } from './object';
import { listFact } from './request';
import { array, fieldsAt, text, type Kept } from './untrusted';

/** A class by which Ingresses choose who serves them. */
export type IngressClassFact = Kept<typeof projectIngressClass>;

/** The classes by which Ingresses choose who serves them. */
export const ingressClassesFact = listFact<IngressClassFact>({
  id: 'ingress-classes',
  title: 'Ingress classes',
  group: 'networking.k8s.io',
  // v1 came with Kubernetes 1.19, v1beta1 went with 1.22.
  version: ['v1', 'v1beta1'],
  resource: 'ingressclasses',
  whereServed: true,
  ttlSeconds: 300,
  project: projectIngressClass,
});

/** What is kept of an IngressClass. */
export function projectIngressClass({
  name,
  annotations,
  spec,
}: Pick<NamedObject, 'name' | 'annotations' | 'spec'>) {
  return {
    name,
    /** As its maker names it; empty where it is not told. */
    controller: text(spec.controller) ?? '',
    isDefault: annotations[ingressTable().defaultAnnotation] === 'true',
  };
}

/** The classes of gateways, where the Gateway API is installed. */
export const gatewayClassesFact = listFact({
  id: 'gateway-classes',
  title: 'Gateway classes',
  group: 'gateway.networking.k8s.io',
  version: ['v1', 'v1beta1'],
  resource: 'gatewayclasses',
  whereServed: true,
  ttlSeconds: 300,
  project: projectGatewayClass,
});

/** What is kept of a GatewayClass. */
export function projectGatewayClass({
  name,
  spec,
  status,
}: Pick<NamedObject, 'name' | 'spec' | 'status'>) {
  const accepted = conditionOf(
    projectConditions(status.conditions),
    'Accepted',
  );
  return {
    name,
    controller: text(spec.controllerName) ?? '',
    /** Its controller runs and takes it. */
    isAccepted: accepted?.status === 'True',
  };
}

/** What is kept of a Service that asks for an address. */
export type LoadBalancerFact = Kept<typeof projectLoadBalancer>;

/** The Services of type LoadBalancer, and who has an address. */
export const loadBalancersFact = listFact<LoadBalancerFact>({
  id: 'load-balancers',
  title: 'Services of type LoadBalancer',
  resource: 'services',
  ttlSeconds: 300,
  project: projectLoadBalancer,
});

/** What is kept of a Service of type LoadBalancer; undefined for any other. */
export function projectLoadBalancer(
  object: Pick<NamedObject, 'name' | 'metadata' | 'labels' | 'spec' | 'status'>,
) {
  const { name, metadata, labels, spec, status } = object;
  const namespace = text(metadata.namespace);
  if (spec.type !== 'LoadBalancer' || namespace === undefined) {
    return undefined;
  }
  const [first] = array(fieldsAt(status, 'loadBalancer').ingress);
  const { ip, hostname } = fieldsAt(first);
  return {
    namespace,
    name,
    /** An address or a name; absent while nobody has given it one. */
    address: text(ip) ?? text(hostname),
    /** Made by the controller of a gateway. */
    isOfGateway: ingressTable().gatewayLabels.some(label => label in labels),
  };
}
