import type { KubeObject } from '../../objects/KubeObject';
import { age, type Column, inMinors, integer, text } from './Column';
import { humanDuration, secondsSince } from './humanDuration';
import { at, list, pairs } from '../../objects/values';

/** Since then a Job's table says how the Job stands. */
const JOB_STATUS = 30;

const containers: Column[] = [
  text('Containers', object => containersOf(object, 'name'), 1),
  text('Images', object => containersOf(object, 'image'), 1),
];
const selector = text('Selector', selectorOf, 1);
const readyOfWanted = text(
  'Ready',
  object =>
    `${at(object, 'status.readyReplicas') ?? 0}/${
      at(object, 'spec.replicas') ?? 0
    }`,
);

export const workloadPrinters: Record<string, Column[]> = {
  'apps/deployments': [
    readyOfWanted,
    // The server names these two with types of their own.
    text('Up-to-date', object => at(object, 'status.updatedReplicas') ?? 0),
    text('Available', object => at(object, 'status.availableReplicas') ?? 0),
    age,
    ...containers,
    selector,
  ],
  'apps/replicasets': [
    integer('Desired', 'spec.replicas'),
    integer('Current', 'status.replicas'),
    integer('Ready', 'status.readyReplicas'),
    age,
    ...containers,
    selector,
  ],
  'apps/daemonsets': [
    integer('Desired', 'status.desiredNumberScheduled'),
    integer('Current', 'status.currentNumberScheduled'),
    integer('Ready', 'status.numberReady'),
    integer('Up-to-date', 'status.updatedNumberScheduled'),
    integer('Available', 'status.numberAvailable'),
    text('Node Selector', object =>
      pairs(at(object, 'spec.template.spec.nodeSelector')),
    ),
    age,
    ...containers,
    selector,
  ],
  'apps/statefulsets': [readyOfWanted, age, ...containers],
  'batch/jobs': [
    inMinors([JOB_STATUS], text('Status', jobStatus)),
    text('Completions', completionsOf),
    text('Duration', durationOf),
    age,
    ...containers,
    selector,
  ],
};

function containersOf(object: KubeObject, key: string): string {
  return list(at(object, 'spec.template.spec.containers'))
    .map(container => container[key])
    .join(',');
}

function selectorOf(object: KubeObject): string {
  const labels = at(object, 'spec.selector.matchLabels');
  return labels === undefined ? '<none>' : pairs(labels);
}

function hasCondition(object: KubeObject, type: string): boolean {
  return list(at(object, 'status.conditions')).some(
    condition => condition.type === type && condition.status === 'True',
  );
}

function jobStatus(job: KubeObject): string {
  if (hasCondition(job, 'Complete')) {
    return 'Complete';
  }
  if (hasCondition(job, 'Failed')) {
    return 'Failed';
  }
  if (job.metadata.deletionTimestamp) {
    return 'Terminating';
  }
  if (hasCondition(job, 'Suspended')) {
    return 'Suspended';
  }
  return hasCondition(job, 'FailureTarget') ? 'FailureTarget' : 'Running';
}

function completionsOf(job: KubeObject): string {
  const succeeded = at(job, 'status.succeeded') ?? 0;
  const completions = at(job, 'spec.completions');
  if (completions !== undefined) {
    return `${succeeded}/${completions}`;
  }
  const parallelism = Number(at(job, 'spec.parallelism') ?? 0);
  return parallelism > 1
    ? `${succeeded}/1 of ${parallelism}`
    : `${succeeded}/1`;
}

function durationOf(job: KubeObject, now: Date): string {
  const end = at(job, 'status.completionTime');
  const seconds = secondsSince(
    at(job, 'status.startTime'),
    end === undefined ? now : new Date(String(end)),
  );
  return seconds === undefined ? '' : humanDuration(seconds);
}
