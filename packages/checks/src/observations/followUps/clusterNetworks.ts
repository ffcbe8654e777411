import { parse } from 'yaml';
import { namespacedObject } from '../../facts/object';
import { defineFact } from '../../facts/request';
import { fieldsAt, fieldsIn, array, text } from '../../facts/untrusted';
import { proxiesObservation } from '../proxies';

/** Pods whose address is looked at. */
const MOST_PODS = 20;

/** The networks of pods and services, as far as the cluster tells them; nothing is asked where there is no proxy. */
export const clusterNetworksFact = defineFact({
  id: 'cluster-networks',
  title: 'Networks of pods and services',
  requests: {
    kubeadm: {
      verb: 'get',
      resource: 'configmaps',
      name: 'kubeadm-config',
      byName: true,
    },
    openshift: {
      verb: 'get',
      group: 'config.openshift.io',
      resource: 'networks',
      name: 'cluster',
      whereServed: true,
    },
    services: { verb: 'list', resource: 'services' },
    pods: { verb: 'list', resource: 'pods' },
  },
  // What proxies there are, the settings say as well.
  readsAlike: (read, wanted) =>
    (read.settings.proxy === undefined) ===
    (wanted.settings.proxy === undefined),
  ttlSeconds: 300,
  collect: async ({ ask, get }) => {
    const { found } = await get(proxiesObservation);
    if (found.length === 0) {
      return { networks: [], addresses: [] };
    }
    const [kubeadm, openshift, services, pods] = await Promise.all([
      ask.kubeadm({ namespace: 'kube-system' }),
      ask.openshift(),
      ask.services({
        namespace: 'default',
        fieldSelector: 'metadata.name=kubernetes',
        project: item => text(namespacedObject(item)?.spec.clusterIP),
      }),
      ask.pods({
        namespace: 'kube-system',
        limit: MOST_PODS,
        maxItems: MOST_PODS,
        project: addressOfPod,
      }),
    ]);
    const { controlPlaneEndpoint, networking } = kubeadmConfiguration(kubeadm);
    const { podSubnet, serviceSubnet } = fieldsAt(networking);
    const { clusterNetwork, serviceNetwork } = fieldsAt(openshift, 'status');
    return {
      /** Networks as the cluster writes them, e.g. `10.244.0.0/16`. */
      networks: [
        ...list(podSubnet),
        ...list(serviceSubnet),
        ...fieldsIn(clusterNetwork).flatMap(({ cidr }) => text(cidr) ?? []),
        ...array(serviceNetwork).flatMap(cidr => text(cidr) ?? []),
      ],
      /** One address of each network: of the API server's Service, and of a pod. */
      addresses: [...services.slice(0, 1), ...pods.slice(0, 1)],
      /** By which nodes reach the API server. */
      apiHost: text(controlPlaneEndpoint)?.replace(/:\d+$/, ''),
    };
  },
});

/** Two networks, of IPv4 and IPv6, are separated by a comma. */
function list(written: unknown): string[] {
  return (text(written) ?? '').split(',').filter(Boolean);
}

function addressOfPod(item: unknown): string | undefined {
  const { spec, status } = namespacedObject(item) ?? {};
  return spec?.hostNetwork === true ? undefined : text(status?.podIP);
}

function kubeadmConfiguration(configMap: unknown) {
  const { ClusterConfiguration: written } = fieldsAt(configMap, 'data');
  try {
    return fieldsAt(parse(text(written, 65_536) ?? '', { maxAliasCount: 0 }));
  } catch {
    // What somebody wrote by hand: the other signs tell enough.
    return {};
  }
}
