import type { KubeObject } from '../../objects/KubeObject';
import { age, type Column, field, text } from './Column';
import { at, firstThree, list, pairs, strings } from '../../objects/values';

export const networkPrinters: Record<string, Column[]> = {
  '/services': [
    field('Type', 'spec.type'),
    text(
      'Cluster-IP',
      service =>
        strings(at(service, 'spec.clusterIPs'))[0] ??
        at(service, 'spec.clusterIP') ??
        '<none>',
    ),
    text('External-IP', externalAddress),
    text('Port(s)', servicePorts),
    age,
    text('Selector', service => pairs(at(service, 'spec.selector')), 1),
  ],
  '/endpoints': [text('Endpoints', endpointsOf), age],
  'discovery.k8s.io/endpointslices': [
    field('AddressType', 'addressType'),
    text('Ports', slice =>
      firstThree(
        list(slice.ports).map(({ port, name }) => String(port ?? name ?? '*')),
        '<unset>',
      ),
    ),
    text('Endpoints', slice =>
      firstThree(
        list(slice.endpoints).flatMap(({ addresses }) => strings(addresses)),
        '<unset>',
      ),
    ),
    age,
  ],
};

function externalAddress(service: KubeObject): string {
  const external = strings(at(service, 'spec.externalIPs'));
  switch (at(service, 'spec.type')) {
    case 'LoadBalancer': {
      const ingress = list(at(service, 'status.loadBalancer.ingress')).map(
        ({ ip, hostname }) => String(ip ?? hostname),
      );
      return [...ingress, ...external].join(',') || '<pending>';
    }
    case 'ExternalName':
      return String(at(service, 'spec.externalName'));
    default:
      return external.join(',') || '<none>';
  }
}

function servicePorts(service: KubeObject): string {
  const ports = list(at(service, 'spec.ports')).map(
    ({ port, nodePort, protocol = 'TCP' }) =>
      nodePort ? `${port}:${nodePort}/${protocol}` : `${port}/${protocol}`,
  );
  return ports.join(',') || '<none>';
}

function endpointsOf(endpoints: KubeObject): string {
  const subsets = list(endpoints.subsets);
  const addresses = subsets.flatMap(subset => {
    const ips = list(subset.addresses).map(({ ip }) => String(ip));
    const ports = list(subset.ports);
    return ports.length
      ? ports.flatMap(({ port }) => ips.map(ip => `${ip}:${port}`))
      : ips;
  });
  // With subsets but no ready address, nothing stands there.
  return firstThree(addresses, subsets.length ? '' : '<none>');
}
