import { deployment, type KubeObject } from '@runai-portal/simulator';
import { nodesFact } from '../facts/nodes';
import { runaiConfigsFact, runaiNamespacesFact } from '../facts/runai';
import { workloadsFact } from '../facts/workloads';
import type { PodFact } from '../facts/pod';
import { runaiPodsFact } from '../observations/followUps/waitingPods';
import { nodeFact, type NodeOptions } from './nodes';
import { fact, facts } from './outcomes';
import { workloadFacts } from './workloads';

/** Three services of the backend, all ready unless said otherwise. */
export function backendServices(ready = 1): KubeObject[] {
  return ['authorization', 'frontend', 'traefik'].map(name =>
    deployment('runai-backend', `runai-backend-${name}`, { ready }),
  );
}

/** Two services of the cluster, all ready unless said otherwise. */
export function clusterServices(ready = 1): KubeObject[] {
  return ['runai-agent', 'runai-scheduler'].map(name =>
    deployment('runai', name, { ready }),
  );
}

/** What is read of a cluster on which Run:ai is, or is being, installed. */
export function installedFacts(
  options: {
    workloads?: KubeObject[];
    controlPlaneUrl?: string;
    pods?: PodFact[];
    nodes?: NodeOptions[];
  } = {},
) {
  const { workloads = [], controlPlaneUrl, pods = [] } = options;
  const namespaces = new Set(
    workloads.flatMap(({ metadata }) => metadata.namespace ?? []),
  );
  return facts(
    fact(
      nodesFact,
      (options.nodes ?? [{}]).map((node, at) => nodeFact(`node-${at}`, node)),
    ),
    fact(workloadsFact, workloadFacts(...workloads)),
    fact(
      runaiNamespacesFact,
      [...namespaces].map(name => ({ name, terminating: false })),
    ),
    fact(
      runaiConfigsFact,
      controlPlaneUrl
        ? [
            {
              namespace: 'runai',
              name: 'runai',
              terminating: false,
              conditions: [],
              controlPlaneUrl,
            },
          ]
        : [],
    ),
    fact(runaiPodsFact, pods),
  );
}

/** A pod that waits for an image. */
export function waitingForImage(image: string): PodFact {
  return {
    namespace: 'runai',
    name: 'runai-scheduler-1',
    phase: 'Pending',
    ready: false,
    restarts: 0,
    waiting: {
      container: 'runai-scheduler',
      reason: 'ImagePullBackOff',
      image,
    },
  };
}
