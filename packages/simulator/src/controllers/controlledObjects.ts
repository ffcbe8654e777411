import type { KubeObject } from '../objects/KubeObject';
import type { PodLogs } from '../store/LogStore';
import { endpointsOf } from './endpoints';
import { leaseOf } from './leases';
import { podsOf } from './pods';
import { replicaSetOf } from './replicaSets';

/** What the containers of a pod have written. @public */
export type PodLogsOf = (pod: KubeObject) => PodLogs;

/** What {@link controlledObjects} has to know of the cluster. */
export interface ControlledOptions {
  objects: KubeObject[];
  /** Of the server: decides which versions it stores. */
  minor: number;
  now: Date;
  logsOf?: PodLogsOf;
}

/**
 * What the controllers and kubelets of a cluster would have made of what is declared: ReplicaSets, the pods that are counted as
 * ready, Endpoints, a Lease a node. What is declared itself stays as it is, but
 * for the logs of pods that tell none.
 */
export function controlledObjects(options: ControlledOptions): KubeObject[] {
  const { objects, minor, now, logsOf } = options;
  const ofKind = (kind: string) => objects.filter(one => one.kind === kind);
  const nodes = ofKind('Node');
  const declaredPods = ofKind('Pod');
  const replicaSets = ofKind('Deployment').map(one =>
    replicaSetOf(one, declaredPods),
  );
  const owners = [
    ...replicaSets,
    ...ofKind('DaemonSet'),
    ...ofKind('StatefulSet'),
  ];
  const pods = owners.flatMap(owner => podsOf({ owner, nodes, declaredPods }));
  const allPods = [...declaredPods, ...pods];
  return [
    ...replicaSets,
    ...(logsOf
      ? allPods.map(pod => (pod.logs ? pod : { ...pod, ...logsOf(pod) }))
      : pods),
    ...ofKind('Service').flatMap(service =>
      endpointsOf({ service, pods: allPods, minor }),
    ),
    ...nodes.map(node => leaseOf(node, now)),
  ];
}
