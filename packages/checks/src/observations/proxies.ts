import { defineObservation } from '../declarations';
import { namespaceUse } from '../facts/namespaces';
import { openshiftProxyFact } from '../facts/openshift';
import { projectProxy, type ProxySettings } from '../facts/proxyVariables';
import { workloadName, workloadsFact } from '../facts/workloads';

/** A proxy, and who names it. */
export interface NamedProxy extends ProxySettings {
  readonly by: string;
}

/** The system namespace, in which DNS and the network of Kubernetes run. */
const KUBE_SYSTEM = 'kube-system';

/** The proxies by which this cluster goes out: as declared, as OpenShift hands it out, as workloads of the platform and of Run:ai have it. */
export const proxiesObservation = defineObservation({
  id: 'proxies',
  uses: {},
  optional: { openshift: openshiftProxyFact, workloads: workloadsFact },
  observe: ({ openshift, workloads, settings, profile }) => {
    const found: NamedProxy[] = [];
    const declared = settings.proxy && projectProxy(settings.proxy);
    if (declared) {
      found.push({ by: 'the settings', ...declared });
    }
    if (openshift?.proxy) {
      const by = 'proxies.config.openshift.io/cluster';
      found.push({ by, ...openshift.proxy });
    }
    for (const workload of workloads ?? []) {
      const proxy = workload.containers.find(one => one.proxy)?.proxy;
      const { namespace } = workload;
      if (
        proxy &&
        (namespace === KUBE_SYSTEM || namespaceUse(namespace, profile))
      ) {
        found.push({ by: workloadName(workload), ...proxy });
      }
    }
    return {
      found,
      /** Everywhere was looked: that none was found says something. */
      complete: openshift !== undefined && workloads !== undefined,
    };
  },
});
