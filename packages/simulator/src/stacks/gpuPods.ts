import type { KubeObject } from '../objects/KubeObject';
import { pod } from '../objects/pod';

/**
 * Researchers' pods that hold GPUs.
 *
 * @param held - by node, the GPUs that each pod on it holds
 * @param shared - by node, how many GPUs are held whole on behalf of fractions, by pods in `runai-reservation`
 */
export function gpuPods(options: {
  project: string;
  held: Record<string, number[]>;
  shared?: Record<string, number>;
}): KubeObject[] {
  const { project, held, shared = {} } = options;
  const namespace = `runai-${project}`;
  return [
    ...Object.entries(held).flatMap(([node, pods]) =>
      pods.map((gpus, index) =>
        pod(namespace, `train-${node}-${index}-0`, {
          node,
          gpus,
          labels: { project, jobName: `train-${node}-${index}` },
          containers: [
            {
              name: 'train',
              image: 'nvcr.io/nvidia/pytorch:21.03-py3',
              requests: { cpu: '8', memory: '48Gi' },
            },
          ],
        }),
      ),
    ),
    ...Object.entries(shared).flatMap(([node, count]) =>
      Array.from({ length: count }, (_, index) =>
        pod('runai-reservation', `runai-reservation-gpu-${node}-${index}`, {
          node,
          gpus: 1,
          labels: { app: 'runai-reservation-gpu' },
          containers: [
            {
              name: 'resource-reservation',
              image: 'gcr.io/run-ai-prod/resource-reservation:v2.0.58',
              requests: { cpu: '1m', memory: '10Mi' },
            },
          ],
        }),
      ),
    ),
  ];
}
