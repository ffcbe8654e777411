import { findPrometheusServers } from '../recognition/prometheusServers';
import { defineFact } from '../declarations';
import type { ClaimFact } from './claims';
import { projectPendingClaim } from './claims';
import type { PodFact } from './pod';
import { projectPod } from './pod';
import { prometheusFact } from './prometheus';
import { workloadsFact } from './workloads';

/** Why Prometheus servers are not ready. */
export interface PrometheusTrouble {
  readonly pods: readonly PodFact[];
  /** Claims that are not bound, in the namespaces of those servers: the usual cause where there is no default class. */
  readonly claims: readonly ClaimFact[];
}

/** Nothing is asked where every server is ready; else two requests for each namespace with one that is not. */
export const prometheusTroubleFact = defineFact<PrometheusTrouble>({
  id: 'prometheus-trouble',
  title: 'Pods and claims of Prometheus servers that are not ready',
  permissions: [
    { verb: 'list', resource: 'pods' },
    { verb: 'list', resource: 'persistentvolumeclaims' },
  ],
  ttlSeconds: 60,
  collect: async ({ client, signal, get }) => {
    const [workloads, prometheus] = await Promise.all([
      get(workloadsFact),
      get(prometheusFact),
    ]);
    const waiting = findPrometheusServers(workloads, prometheus).filter(
      server => server.ready < server.desired,
    );
    const namespaces = [...new Set(waiting.map(({ namespace }) => namespace))];
    const owners = new Set(
      waiting.flatMap(server =>
        server.workloads.map(name => `${server.namespace}/${name}`),
      ),
    );
    const parts = await Promise.all(
      namespaces.map(async namespace => {
        const [pods, claims] = await Promise.all([
          client.list<unknown, PodFact>(
            { version: 'v1', resource: 'pods', namespace },
            { signal, project: item => belongingTo(owners, projectPod(item)) },
          ),
          client.list<unknown, ClaimFact>(
            { version: 'v1', resource: 'persistentvolumeclaims', namespace },
            { signal, project: projectPendingClaim },
          ),
        ]);
        return { pods: pods.items, claims: claims.items };
      }),
    );
    return {
      pods: parts.flatMap(({ pods }) => pods),
      claims: parts.flatMap(({ claims }) => claims),
    };
  },
});

/** The pod, where one of those workloads made it: a Deployment does so by a ReplicaSet that is named after it. */
function belongingTo(
  owners: ReadonlySet<string>,
  pod: PodFact | undefined,
): PodFact | undefined {
  if (!pod?.owner) {
    return undefined;
  }
  const owner =
    pod.owner.kind === 'ReplicaSet'
      ? pod.owner.name.replace(/-[a-z0-9]+$/, '')
      : pod.owner.name;
  return owners.has(`${pod.namespace}/${owner}`) ? pod : undefined;
}
