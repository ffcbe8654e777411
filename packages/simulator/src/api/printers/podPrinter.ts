import type { KubeObject } from '../../objects/KubeObject';
import { age, type Column, field, inMinors, text } from './Column';
import { humanAge } from './humanDuration';
import { at, list, record } from '../../objects/values';

/** Since 1.22 the server says when the last restart was, and so writes a text. */
const RESTARTS_AS_TEXT = 22;

export const podPrinter: Column[] = [
  text('Ready', pod => `${readyCount(pod)}/${containersOf(pod).length}`),
  text('Status', statusOf),
  inMinors([0, RESTARTS_AS_TEXT], {
    name: 'Restarts',
    type: 'integer',
    cell: restartsOf,
  }),
  inMinors([RESTARTS_AS_TEXT], text('Restarts', restartsWithAge)),
  age,
  field('IP', 'status.podIP', { priority: 1 }),
  field('Node', 'spec.nodeName', { priority: 1 }),
  field('Nominated Node', 'status.nominatedNodeName', { priority: 1 }),
  text('Readiness Gates', readinessGates, 1),
];

function containersOf(pod: KubeObject): Record<string, unknown>[] {
  return list(at(pod, 'spec.containers'));
}

function statusesOf(pod: KubeObject): Record<string, unknown>[] {
  return list(at(pod, 'status.containerStatuses'));
}

function initStatusesOf(pod: KubeObject): Record<string, unknown>[] {
  return list(at(pod, 'status.initContainerStatuses'));
}

function readyCount(pod: KubeObject): number {
  return initializing(pod) === undefined
    ? statusesOf(pod).filter(
        status => status.ready && at(status, 'state.running'),
      ).length
    : 0;
}

/** The word for a pod: that of its containers where they have one, else that of the pod. */
function statusOf(pod: KubeObject): string {
  if (pod.metadata.deletionTimestamp) {
    return at(pod, 'status.reason') === 'NodeLost' ? 'Unknown' : 'Terminating';
  }
  return initializing(pod) ?? containersWord(pod);
}

function containersWord(pod: KubeObject): string {
  let word = String(at(pod, 'status.reason') ?? at(pod, 'status.phase') ?? '');
  let isRunning = false;
  for (const status of [...statusesOf(pod)].reverse()) {
    const waiting = at(status, 'state.waiting.reason');
    const terminated = at(status, 'state.terminated');
    if (waiting) {
      word = String(waiting);
    } else if (terminated) {
      word = terminatedWord(terminated);
    } else if (status.ready && at(status, 'state.running')) {
      isRunning = true;
    }
  }
  if (word === 'Completed' && isRunning) {
    return isReady(pod) ? 'Running' : 'NotReady';
  }
  return word;
}

/** What an init container is at, e.g. `Init:0/2`; undefined once all have ended well. */
function initializing(pod: KubeObject): string | undefined {
  const statuses = initStatusesOf(pod);
  const index = statuses.findIndex(
    status => at(status, 'state.terminated.exitCode') !== 0,
  );
  if (index < 0) {
    return undefined;
  }
  const state = record(statuses[index].state);
  if (state.terminated) {
    return `Init:${terminatedWord(state.terminated)}`;
  }
  const waiting = at(state, 'waiting.reason');
  return waiting && waiting !== 'PodInitializing'
    ? `Init:${waiting}`
    : `Init:${index}/${list(at(pod, 'spec.initContainers')).length}`;
}

function terminatedWord(terminated: unknown): string {
  const { reason, signal, exitCode } = record(terminated);
  if (reason) {
    return String(reason);
  }
  return signal ? `Signal:${signal}` : `ExitCode:${exitCode}`;
}

function isReady(pod: KubeObject): boolean {
  return list(at(pod, 'status.conditions')).some(
    ({ type, status }) => type === 'Ready' && status === 'True',
  );
}

/** While a pod initialises, those of its init containers count. */
function counted(pod: KubeObject): Record<string, unknown>[] {
  return initializing(pod) === undefined
    ? statusesOf(pod)
    : initStatusesOf(pod);
}

function restartsOf(pod: KubeObject): number {
  return counted(pod).reduce(
    (total, { restartCount }) => total + Number(restartCount ?? 0),
    0,
  );
}

function restartsWithAge(pod: KubeObject, now: Date): string {
  const ends = counted(pod)
    .map(status => at(status, 'lastState.terminated.finishedAt'))
    .filter(end => end !== undefined)
    .map(String)
    .sort();
  const last = ends.at(-1);
  const restarts = restartsOf(pod);
  return restarts && last
    ? `${restarts} (${humanAge(last, now)} ago)`
    : String(restarts);
}

function readinessGates(pod: KubeObject): string {
  const gates = list(at(pod, 'spec.readinessGates'));
  if (!gates.length) {
    return '<none>';
  }
  const conditions = list(at(pod, 'status.conditions'));
  const met = gates.filter(({ conditionType }) =>
    conditions.some(
      ({ type, status }) => type === conditionType && status === 'True',
    ),
  );
  return `${met.length}/${gates.length}`;
}
