import type { KubeObject } from '../objects/KubeObject';
import type { LogLine, LogStore } from '../store/LogStore';
import type { ApiRequest, ApiResponse } from './ApiRequest';
import { at, list } from '../objects/values';
import { badRequest, invalid } from './status';

/**
 * `GET …/pods/{name}/log`, with the refusals of the API server (which container?) and those of a kubelet, which the API server
 * passes on as 400.
 *
 * @see {@link https://github.com/kubernetes/kubernetes/blob/master/pkg/registry/core/pod/strategy.go} `LogLocation`
 * @see {@link https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kubelet_pods.go} `validateContainerLogStatus`
 */
export function podLog(options: {
  pod: KubeObject;
  logs: LogStore;
  request: ApiRequest;
  now: () => Date;
}): ApiResponse {
  const { pod, logs, request, now } = options;
  const { query } = request;
  const container = containerOf(pod, query.get('container') ?? '');
  if (!at(pod, 'spec.nodeName')) {
    // Nothing runs yet, and nobody can be asked.
    return { status: 204, body: '' };
  }
  const started = writingSince(pod, container, isTrue(query.get('previous')));
  const all = logs.lines({
    namespace: pod.metadata.namespace,
    name: pod.metadata.name,
    container,
    previous: started.log === 'previous',
  });
  return {
    status: 200,
    contentType: 'text/plain',
    body: shown(timed(all, started.at), query, now()),
  };
}

/** @throws StatusError 422, before any pod is looked for */
export function checkLogOptions(name: string, query: URLSearchParams): void {
  for (const [field, least, message] of [
    ['tailLines', 0, 'must be greater than or equal to 0'],
    ['limitBytes', 1, 'must be greater than 0'],
    ['sinceSeconds', 1, 'must be greater than 0'],
  ] as const) {
    const text = query.get(field);
    if (text === null) {
      continue;
    }
    if (!/^-?\d+$/.test(text)) {
      throw badRequest(`strconv.ParseInt: parsing "${text}": invalid syntax`);
    }
    if (Number(text) < least) {
      throw invalid({
        group: '',
        kind: 'PodLogOptions',
        name,
        field,
        cause: 'FieldValueInvalid',
        message: `Invalid value: ${Number(text)}: ${message}`,
      });
    }
  }
}

/** @throws StatusError 400 where the container is not told, or is none of the pod */
function containerOf(pod: KubeObject, asked: string): string {
  const names = (path: string) =>
    list(at(pod, path)).map(({ name }) => String(name));
  const containers = names('spec.containers');
  const init = names('spec.initContainers');
  const ephemeral = names('spec.ephemeralContainers');
  const { name } = pod.metadata;
  if (!asked) {
    if (containers.length === 1) {
      return containers[0];
    }
    throw badRequest(
      `a container name must be specified for pod ${name}, choose one of: [${[
        ...init,
        ...containers,
        ...ephemeral,
      ].join(' ')}]`,
    );
  }
  if (![...containers, ...init, ...ephemeral].includes(asked)) {
    throw badRequest(`container ${asked} is not valid for pod ${name}`);
  }
  return asked;
}

/** Which of the logs is asked for, and since when the container wrote it. @throws StatusError 400 where there is none */
function writingSince(
  pod: KubeObject,
  container: string,
  previous: boolean,
): { log: 'present' | 'previous'; at?: number } {
  const quoted = `container "${container}" in pod "${pod.metadata.name}"`;
  const status = [
    ...list(at(pod, 'status.initContainerStatuses')),
    ...list(at(pod, 'status.containerStatuses')),
  ].find(({ name }) => name === container);
  if (!status) {
    throw badRequest(`${quoted} is not available`);
  }
  const last = at(status, 'lastState.terminated');
  const waiting = at(status, 'state.waiting');
  if (previous && !last) {
    throw badRequest(`previous terminated ${quoted} not found`);
  }
  if (waiting !== undefined && last) {
    // What waits to be started again has no log but that of its last run, however one asks.
    return { log: 'present', at: instant(last, 'startedAt') };
  }
  if (previous) {
    return { log: 'previous', at: instant(last, 'startedAt') };
  }
  if (waiting !== undefined) {
    throw badRequest(
      `${quoted} is waiting to start: ${waitingWord(at(waiting, 'reason'))}`,
    );
  }
  const present = at(status, 'state.running') ?? at(status, 'state.terminated');
  if (present === undefined) {
    throw badRequest(`${quoted} is waiting to start - no logs yet`);
  }
  return { log: 'present', at: instant(present, 'startedAt') };
}

function waitingWord(reason: unknown): string {
  switch (reason) {
    case 'ErrImagePull':
      return "image can't be pulled";
    case 'ImagePullBackOff':
      return 'trying and failing to pull image';
    default:
      return String(reason ?? '');
  }
}

function instant(value: unknown, key: string): number | undefined {
  const milliseconds = Date.parse(String(at(value, key) ?? ''));
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

/** A line that does not say when it was written was written when the one before was, the first one at the start. */
function timed(lines: LogLine[], started = 0): Required<LogLine>[] {
  let last = started;
  return lines.map(line => {
    last = line.at ?? last;
    return { at: last, text: line.text };
  });
}

function shown(
  lines: Required<LogLine>[],
  query: URLSearchParams,
  now: Date,
): string {
  const sinceSeconds = query.get('sinceSeconds');
  const since = sinceSeconds
    ? now.getTime() - Number(sinceSeconds) * 1000
    : -Infinity;
  const recent = lines.filter(line => line.at >= since);
  const tail = Number(query.get('tailLines') ?? Infinity);
  const withTimes = isTrue(query.get('timestamps'));
  const text = recent
    .slice(Math.max(0, recent.length - tail))
    .map(line =>
      withTimes ? `${nanoseconds(line.at)} ${line.text}` : line.text,
    )
    .map(line => `${line}\n`)
    .join('');
  const limit = query.get('limitBytes');
  return limit
    ? Buffer.from(text).subarray(0, Number(limit)).toString('utf8')
    : text;
}

/** As a kubelet writes it: nine digits after the second. */
function nanoseconds(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, -1)}000000Z`;
}

function isTrue(value: string | null): boolean {
  return value === 'true' || value === '1';
}
