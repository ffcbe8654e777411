import { event, type EventSubject } from '../../objects/event';
import type { KubeObject } from '../../objects/KubeObject';
import { minutesBefore } from '../types';

const driver: EventSubject = {
  kind: 'Pod',
  namespace: 'gpu-operator-resources',
  name: 'nvidia-driver-daemonset-x7k2p',
  fieldPath: 'spec.containers{nvidia-driver-ctr}',
};
const gpu07: EventSubject = { kind: 'Node', name: 'gpu-07', uid: 'gpu-07' };
const kubelet = { component: 'kubelet', host: 'gpu-07' };

/** What happened on gpu-07: it was rebooted into a kernel with nouveau, and its driver has not come up since. */
export function rancherEvents(now: Date): KubeObject[] {
  const ago = (minutes: number) => minutesBefore(now, minutes);
  return [
    event(gpu07, {
      ...kubelet,
      type: 'Warning',
      reason: 'Rebooted',
      message:
        'Node gpu-07 has been rebooted, boot id: 6b0c1f6a-2d0e-4b53-9f6f-0f2d6a0f7c11',
      first: ago(42),
    }),
    event(gpu07, {
      ...kubelet,
      reason: 'NodeReady',
      message: 'Node gpu-07 status is now: NodeReady',
      first: ago(42),
    }),
    event(driver, {
      ...kubelet,
      reason: 'Pulled',
      message:
        'Container image "nvcr.io/nvidia/driver:450.80.02-ubuntu20.04" already present on machine',
      first: ago(41),
      last: ago(4),
      count: 14,
    }),
    event(driver, {
      ...kubelet,
      reason: 'Started',
      message: 'Started container nvidia-driver-ctr',
      first: ago(41),
      last: ago(4),
      count: 14,
    }),
    event(driver, {
      ...kubelet,
      type: 'Warning',
      reason: 'BackOff',
      message: 'Back-off restarting failed container',
      first: ago(40),
      last: ago(0),
      count: 168,
    }),
    event(
      {
        kind: 'DaemonSet',
        apiVersion: 'apps/v1',
        namespace: 'gpu-operator-resources',
        name: 'nvidia-driver-daemonset',
      },
      {
        component: 'daemonset-controller',
        reason: 'SuccessfulCreate',
        message: 'Created pod: nvidia-driver-daemonset-x7k2p',
        first: ago(41),
      },
    ),
  ];
}
