import { event, type EventSubject } from '../../objects/event';
import type { KubeObject } from '../../objects/KubeObject';
import { minutesBefore, secondsBefore } from '../types';

const scheduler: EventSubject = {
  kind: 'Pod',
  namespace: 'runai',
  name: 'runai-scheduler-6b8f9c7d5-q2x7k',
};
const container = {
  ...scheduler,
  fieldPath: 'spec.containers{runai-scheduler}',
};
const kubelet = { component: 'kubelet', host: 'sys-01' };

/** What the kubelet tells of the image that the registry does not have. */
export function vaultEvents(now: Date, image: string): KubeObject[] {
  const begun = minutesBefore(now, 6);
  const tried = { first: begun, last: minutesBefore(now, 2), count: 4 };
  return [
    event(scheduler, {
      component: 'default-scheduler',
      reason: 'Scheduled',
      message: `Successfully assigned runai/${scheduler.name} to sys-01`,
      first: begun,
    }),
    event(container, {
      ...kubelet,
      ...tried,
      reason: 'Pulling',
      message: `Pulling image "${image}"`,
    }),
    event(container, {
      ...kubelet,
      ...tried,
      type: 'Warning',
      reason: 'Failed',
      message: `Failed to pull image "${image}": rpc error: code = NotFound desc = failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`,
    }),
    event(container, {
      ...kubelet,
      ...tried,
      type: 'Warning',
      reason: 'Failed',
      message: 'Error: ErrImagePull',
    }),
    event(container, {
      ...kubelet,
      first: minutesBefore(now, 5),
      last: secondsBefore(now, 11),
      count: 21,
      reason: 'BackOff',
      message: `Back-off pulling image "${image}"`,
    }),
    event(container, {
      ...kubelet,
      first: minutesBefore(now, 5),
      last: secondsBefore(now, 11),
      count: 21,
      type: 'Warning',
      reason: 'Failed',
      message: 'Error: ImagePullBackOff',
    }),
    event(
      {
        kind: 'Deployment',
        apiVersion: 'apps/v1',
        namespace: 'runai',
        name: 'runai-scheduler',
      },
      {
        component: 'deployment-controller',
        reason: 'ScalingReplicaSet',
        message: 'Scaled up replica set runai-scheduler-6b8f9c7d5 to 1',
        first: begun,
      },
    ),
  ];
}
