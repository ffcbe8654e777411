import { z } from 'zod';
import type { KubeObject } from '../kube/types';

const named = z.array(z.object({ name: z.string() })).default([]);
const podSpec = z.object({
  containers: named,
  initContainers: named,
  ephemeralContainers: named,
});

/** A container of a pod, by its name. */
export interface PodContainer {
  name: string;
  isInit: boolean;
}

/** Whether a pod is on a node, without which there is nobody to ask for its log. */
export function isOnNode(pod: KubeObject): boolean {
  return z.object({ nodeName: z.string() }).safeParse(pod.spec).success;
}

/** The containers of a pod, those that run before the others last; none where the pod is not one. */
export function podContainers(pod: KubeObject): PodContainer[] {
  const parsed = podSpec.safeParse(pod.spec);
  if (!parsed.success) return [];
  const { containers, initContainers, ephemeralContainers } = parsed.data;
  return [
    ...[...containers, ...ephemeralContainers].map(({ name }) => ({
      name,
      isInit: false,
    })),
    ...initContainers.map(({ name }) => ({ name, isInit: true })),
  ];
}
