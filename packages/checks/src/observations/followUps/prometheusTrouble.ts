import type { Fact } from '../../declarations';
import { prometheusServersObservation } from '../prometheusServers';
import { defineFact, list } from '../../facts/request';
import { namespacedObject } from '../../facts/object';
import { projectPod, type PodFact } from '../../facts/pod';
import { text } from '../../facts/untrusted';
import { listIn } from './listIn';

/** A PersistentVolumeClaim that is not bound. */
interface ClaimFact {
  readonly namespace: string;
  readonly name: string;
  readonly phase: string;
  /** Absent where it asks for the default class. */
  readonly storageClass?: string;
}

/** Why Prometheus servers are not ready. */
export interface PrometheusTrouble {
  /** Of those servers, those that are not ready. */
  readonly pods: readonly PodFact[];
  /** Claims that are not bound, in the namespaces of those servers: the usual cause where there is no default class. */
  readonly claims: readonly ClaimFact[];
}

/** Nothing is asked where every server is ready; else two requests for each namespace with one that is not. */
export const prometheusTroubleFact: Fact<PrometheusTrouble> = defineFact({
  id: 'prometheus-trouble',
  title: 'Pods and claims of Prometheus servers that are not ready',
  requests: {
    pods: list({ version: 'v1', resource: 'pods' }),
    claims: list({ version: 'v1', resource: 'persistentvolumeclaims' }),
  },
  ttlSeconds: 60,
  collect: async ({ ask, get }) => {
    const { all } = await get(prometheusServersObservation);
    const waiting = all.filter(server => server.ready < server.desired);
    const namespaces = waiting.map(({ namespace }) => namespace);
    const owners = new Set(
      waiting.flatMap(server =>
        server.workloads.map(name => `${server.namespace}/${name}`),
      ),
    );
    const [pods, claims] = await Promise.all([
      listIn(ask.pods, namespaces, item =>
        belongingTo(owners, projectPod(item)),
      ),
      listIn(ask.claims, namespaces, projectPendingClaim),
    ]);
    return { pods, claims };
  },
});

/** The pod, where one of those workloads made it and it is not ready: a Deployment makes it by a ReplicaSet that is named after it. */
function belongingTo(
  owners: ReadonlySet<string>,
  pod: PodFact | undefined,
): PodFact | undefined {
  if (!pod?.owner || pod.ready) {
    return undefined;
  }
  const owner =
    pod.owner.kind === 'ReplicaSet'
      ? pod.owner.name.replace(/-[a-z0-9]+$/, '')
      : pod.owner.name;
  return owners.has(`${pod.namespace}/${owner}`) ? pod : undefined;
}

function projectPendingClaim(item: unknown): ClaimFact | undefined {
  const { namespace, name, spec, status } = namespacedObject(item) ?? {};
  const phase = text(status?.phase) ?? 'Pending';
  return namespace && name && phase !== 'Bound'
    ? { namespace, name, phase, storageClass: text(spec?.storageClassName) }
    : undefined;
}
