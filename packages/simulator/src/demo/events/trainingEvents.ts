import { event } from '../../objects/event';
import type { KubeObject } from '../../objects/KubeObject';
import { minutesBefore } from '../types';

/** What is told of a researcher's pod that was started some minutes ago: all as it should be. */
export function trainingEvents(options: {
  now: Date;
  namespace: string;
  pod: string;
  node: string;
  image: string;
  minutesAgo: number;
}): KubeObject[] {
  const { now, namespace, pod, node, image, minutesAgo } = options;
  const first = minutesBefore(now, minutesAgo);
  const about = { kind: 'Pod', namespace, name: pod };
  const kubelet = { component: 'kubelet', host: node, first };
  const container = { ...about, fieldPath: 'spec.containers{train}' };
  return [
    event(about, {
      component: 'runai-scheduler',
      reason: 'Scheduled',
      message: `Successfully assigned pod ${namespace}/${pod} to node ${node}`,
      first,
    }),
    event(container, {
      ...kubelet,
      reason: 'Pulled',
      message: `Container image "${image}" already present on machine`,
    }),
    event(container, {
      ...kubelet,
      reason: 'Created',
      message: 'Created container train',
    }),
    event(container, {
      ...kubelet,
      reason: 'Started',
      message: 'Started container train',
    }),
  ];
}
