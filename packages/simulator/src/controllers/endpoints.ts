import { at, list, record } from '../objects/values';
import type { KubeObject } from '../objects/KubeObject';
import { suffix } from './hash';

/** Since then there are slices. */
const SLICES = 17;
/** Since then slices are stored as v1. */
const SLICES_V1 = 21;

/** The Endpoints and the EndpointSlice of a Service that selects pods. */
export function endpointsOf(options: {
  service: KubeObject;
  pods: KubeObject[];
  minor: number;
}): KubeObject[] {
  const { service, pods, minor } = options;
  const { name, namespace, labels, creationTimestamp } = service.metadata;
  const selector = Object.entries(record(at(service, 'spec.selector')));
  if (!selector.length) {
    return [];
  }
  const ready = pods.filter(
    pod =>
      pod.metadata.namespace === namespace &&
      selector.every(([key, value]) => pod.metadata.labels?.[key] === value) &&
      list(at(pod, 'status.conditions')).some(
        ({ type, status }) => type === 'Ready' && status === 'True',
      ),
  );
  const targets = ready.map(pod => ({
    ip: String(at(pod, 'status.podIP')),
    nodeName: String(at(pod, 'spec.nodeName')),
    targetRef: { kind: 'Pod', name: pod.metadata.name, namespace },
  }));
  const ports = list(at(service, 'spec.ports')).map(port => ({
    name: port.name,
    port: Number(port.targetPort),
    protocol: port.protocol,
  }));
  const slice = {
    apiVersion:
      minor >= SLICES_V1 ? 'discovery.k8s.io/v1' : 'discovery.k8s.io/v1beta1',
    kind: 'EndpointSlice',
    metadata: {
      name: `${name}-${suffix(`${namespace}/${name}`, 5)}`,
      namespace,
      labels: {
        ...labels,
        'endpointslice.kubernetes.io/managed-by':
          'endpointslice-controller.k8s.io',
        'kubernetes.io/service-name': name,
      },
      creationTimestamp,
    },
    addressType: 'IPv4',
    endpoints: targets.map(({ ip, targetRef }) => ({
      addresses: [ip],
      conditions: { ready: true },
      targetRef,
    })),
    ports,
  };
  return [
    {
      apiVersion: 'v1',
      kind: 'Endpoints',
      metadata: { name, namespace, labels, creationTimestamp },
      subsets: targets.length ? [{ addresses: targets, ports }] : [],
    },
    ...(minor >= SLICES ? [slice] : []),
  ];
}
