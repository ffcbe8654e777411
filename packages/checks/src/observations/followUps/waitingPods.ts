import type { ValueOf } from '../../declarations';
import { projectPod, type PodFact } from '../../facts/pod';
import { namespacedObject } from '../../facts/object';
import { sameNamespaces } from '../../facts/namespaces';
import { defineFact, type Asks } from '../../facts/request';
import { array, fieldsAt, text, type Kept } from '../../facts/untrusted';
import {
  workloadName,
  workloadsFact,
  type WorkloadFact,
} from '../../facts/workloads';
import { gpuNodesObservation } from '../gpuNodes';
import { gpuStackObservation } from '../gpuStack';
import { readyEverywhere } from '../readyEverywhere';
import { prometheusServersObservation } from '../prometheusServers';

const pods = { verb: 'list', resource: 'pods' } as const;

/** The pods of Run:ai's two namespaces that are not ready; nothing is asked of a namespace where every workload is. */
export const runaiPodsFact = defineFact({
  id: 'runai-pods',
  title: 'Run:ai: pods that are not ready',
  readsAlike: sameNamespaces,
  requests: { pods },
  ttlSeconds: 60,
  collect: async ({ ask, get, profile }) => {
    const waiting = (await get(workloadsFact)).filter(isWaiting);
    const { cluster, backend } = profile.namespaces;
    const own = [cluster, backend].flatMap(name =>
      waiting.filter(({ namespace }) => namespace === name),
    );
    return listIn<PodFact>(ask.pods, own, item => {
      const pod = projectPod(item);
      // A completed hook is no trouble.
      return pod && !pod.ready && pod.phase !== 'Succeeded' ? pod : undefined;
    });
  },
});

/** A pod of NVIDIA's software on its node. */
export type GpuStackPod = Kept<typeof projectStackPod>;

/**
 * The pods of the DaemonSets of driver, container toolkit, validator and metrics exporter that are not ready on every GPU node that
 * they select: which node, how often restarted, why. Nothing is asked where they are.
 */
export const gpuDriverPodsFact = defineFact({
  id: 'gpu-driver-pods',
  title:
    'Pods of GPU driver, container toolkit, validator and metrics exporter, where some are not ready',
  requests: { pods },
  ttlSeconds: 60,
  collect: async ({ ask, get }) => {
    const { drivers, validators, toolkits, exporters } = await get(
      gpuStackObservation,
    );
    const { forContainers } = await get(gpuNodesObservation);
    const all = [...drivers, ...validators, ...toolkits, ...exporters];
    const everywhere = readyEverywhere(all, forContainers);
    const waiting = all.filter(
      workload => isWaiting(workload) || !everywhere.has(workload),
    );
    const makers = new Set(waiting.map(workloadName));
    return listIn<GpuStackPod>(ask.pods, waiting, item => {
      const pod = projectStackPod(item);
      return makers.has(pod?.maker ?? '') ? pod : undefined;
    });
  },
});

/** What is kept of such a pod. */
export function projectStackPod(item: unknown) {
  const pod = projectPod(item);
  const open = array(fieldsAt(item, 'status').initContainerStatuses).find(
    container => fieldsAt(container, 'state', 'terminated').exitCode !== 0,
  );
  return (
    pod && {
      ...pod,
      /**
       * The first init container that has not ended well, e.g. `driver-validation`: those of the validator try driver, toolkit, CUDA
       * and device plugin in that order. Absent where all have, or where there is none.
       */
      stage: text(fieldsAt(open).name),
    }
  );
}

/** Init containers of the validator in their order: each needs what those before it have tried. */
export const VALIDATIONS = [
  'mofed-validation',
  'driver-validation',
  'nvidia-fs-validation',
  'toolkit-validation',
  'cuda-validation',
  'plugin-validation',
] as const;

/**
 * Whether the validator's pod has got past one of its init containers. A pod that was only just placed tells none of them, and has
 * got past nothing.
 */
export function isPast(
  { ready, stage, phase }: GpuStackPod,
  passed: (typeof VALIDATIONS)[number],
): boolean {
  const at = VALIDATIONS.findIndex(one => one === stage);
  return (
    ready || (stage ? at > VALIDATIONS.indexOf(passed) : phase === 'Running')
  );
}

/** Nothing is asked where every server is ready; else two requests for each namespace with one that is not. */
export const prometheusTroubleFact = defineFact({
  id: 'prometheus-trouble',
  title: 'Pods and claims of Prometheus servers that are not ready',
  requests: {
    pods,
    claims: { verb: 'list', resource: 'persistentvolumeclaims' },
  },
  ttlSeconds: 60,
  collect: async ({ ask, get }) => {
    const { all } = await get(prometheusServersObservation);
    const waiting = all.filter(isWaiting);
    const makers = new Set(
      waiting.flatMap(({ workloads }) => workloads.map(workloadName)),
    );
    const [ofThem, claims] = await Promise.all([
      listIn<PodFact>(ask.pods, waiting, item => {
        const pod = projectPod(item);
        return makers.has(pod?.maker ?? '') && !pod?.ready ? pod : undefined;
      }),
      listIn<PendingClaim>(ask.claims, waiting, projectPendingClaim),
    ]);
    return {
      /** Of those servers, those that are not ready. */
      pods: ofThem,
      /** Claims that are not bound, in the namespaces of those servers: the usual cause where there is no default class. */
      claims,
    };
  },
});

/** Why Prometheus servers are not ready. */
export type PrometheusTrouble = ValueOf<typeof prometheusTroubleFact>;

type PendingClaim = Kept<typeof projectPendingClaim>;

/** What is kept of a claim that is not bound; it names no class where it asks for the default one. */
function projectPendingClaim(item: unknown) {
  const { namespace, name, spec, status } = namespacedObject(item) ?? {};
  const phase = text(status?.phase) ?? 'Pending';
  return namespace && name && phase !== 'Bound'
    ? { namespace, name, phase, storageClass: text(spec?.storageClassName) }
    : undefined;
}

function isWaiting({
  ready,
  desired,
}: Pick<WorkloadFact, 'ready' | 'desired'>) {
  return ready < desired;
}

/** The objects of the namespaces in which these are, as they are projected, one request a namespace. */
async function listIn<Item>(
  ask: Asks<{ pods: typeof pods }>['pods'],
  places: readonly { readonly namespace: string }[],
  project: (item: unknown) => Item | undefined,
): Promise<Item[]> {
  const namespaces = new Set(places.map(({ namespace }) => namespace));
  const lists = [...namespaces].map(namespace =>
    ask<unknown, Item>({ namespace, project }),
  );
  return (await Promise.all(lists)).flat();
}
