import type { Fact } from '../../declarations';
import { prometheusServersObservation } from '../prometheusServers';
import { defineFact } from '../../facts/request';
import { namespacedObject } from '../../facts/object';
import { projectPod, type PodFact } from '../../facts/pod';
import { text, type Kept } from '../../facts/untrusted';
import { workloadName } from '../../facts/workloads';
import { listIn } from './listIn';

/** Why Prometheus servers are not ready. */
export interface PrometheusTrouble {
  /** Of those servers, those that are not ready. */
  readonly pods: readonly PodFact[];
  /** Claims that are not bound, in the namespaces of those servers: the usual cause where there is no default class. */
  readonly claims: readonly PendingClaim[];
}

/** Nothing is asked where every server is ready; else two requests for each namespace with one that is not. */
export const prometheusTroubleFact: Fact<PrometheusTrouble> = defineFact({
  id: 'prometheus-trouble',
  title: 'Pods and claims of Prometheus servers that are not ready',
  requests: {
    pods: { verb: 'list', resource: 'pods' },
    claims: { verb: 'list', resource: 'persistentvolumeclaims' },
  },
  ttlSeconds: 60,
  collect: async ({ ask, get }) => {
    const { all } = await get(prometheusServersObservation);
    const waiting = all.filter(server => server.ready < server.desired);
    const namespaces = waiting.map(({ namespace }) => namespace);
    const makers = waiting.flatMap(({ workloads }) =>
      workloads.map(workloadName),
    );
    const [pods, claims] = await Promise.all([
      listIn(ask.pods, namespaces, item => {
        const pod = projectPod(item);
        const isOne = makers.includes(pod?.maker ?? '') && !pod?.ready;
        return isOne ? pod : undefined;
      }),
      listIn(ask.claims, namespaces, projectPendingClaim),
    ]);
    return { pods, claims };
  },
});

type PendingClaim = Kept<typeof projectPendingClaim>;

/** What is kept of a claim that is not bound; it names no class where it asks for the default one. */
function projectPendingClaim(item: unknown) {
  const { namespace, name, spec, status } = namespacedObject(item) ?? {};
  const phase = text(status?.phase) ?? 'Pending';
  return namespace && name && phase !== 'Bound'
    ? { namespace, name, phase, storageClass: text(spec?.storageClassName) }
    : undefined;
}
