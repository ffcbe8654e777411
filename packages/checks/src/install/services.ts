import type { RunaiService } from '@runai-portal/backstage-plugin-runai-common';
import type { PodFact } from '../facts/pod';
import { podTrouble } from '../facts/pod';
import type { WorkloadFact } from '../facts/workload';
import { belongsTo, isWaiting } from './serviceState';

/** A workload of Run:ai as it is shown: ready, desired, and what keeps it from being ready. */
export function toService(
  workload: WorkloadFact,
  pods: readonly PodFact[],
): RunaiService {
  const message = serviceMessage(workload, pods);
  return {
    kind: workload.kind,
    namespace: workload.namespace,
    name: workload.name,
    ready: workload.ready,
    desired: workload.desired,
    ...(message && { message }),
  };
}

function serviceMessage(
  workload: WorkloadFact,
  pods: readonly PodFact[],
): string | undefined {
  if (!isWaiting(workload)) {
    return workload.kind === 'DaemonSet' && workload.desired === 0
      ? 'no GPU node selected'
      : undefined;
  }
  if (workload.desired === 0) {
    return 'its controller has not looked at it yet';
  }
  const pod = pods.find(candidate => belongsTo(candidate, workload));
  return (pod && `pod ${pod.name}: ${podTrouble(pod)}`) ?? workload.trouble;
}

/** The waiting services in a clause, the first three by name. */
export function waitingClause(services: readonly RunaiService[]): string {
  const waiting = services.filter(
    ({ ready, desired, message }) =>
      ready < desired || (desired === 0 && message?.includes('controller')),
  );
  const shown = waiting
    .slice(0, 3)
    .map(
      ({ name, ready, desired, message }) =>
        `${name} has ${ready} of ${desired} ready${
          message ? ` (${message})` : ''
        }`,
    );
  return waiting.length > shown.length
    ? `${shown.join('; ')}; and ${waiting.length - shown.length} more`
    : shown.join('; ');
}
