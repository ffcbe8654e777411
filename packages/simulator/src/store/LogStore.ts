import { isRecord, type KubeObject } from '../objects/KubeObject';
import { keyOf } from './StoredObject';

/** What the containers of a pod have written, by container. @public */
export interface PodLogs {
  /** Since the present start of each container, or the last one where it waits to be started again. */
  logs?: Record<string, string>;
  /** Before that, of containers that were started again. */
  previousLogs?: Record<string, string>;
}

/** A line of a log and when it was written, in milliseconds since the epoch where that is told. */
export interface LogLine {
  at?: number;
  text: string;
}

const stamped = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z) (.*)$/;

/** What containers have written: a kubelet would have it, not the API server. */
export class LogStore {
  static create(): LogStore {
    return new LogStore();
  }

  readonly #logs = new Map<string, PodLogs>();

  /** Keeps what a declared pod tells of its logs, and gives the pod as an API server stores it. */
  take(object: KubeObject): KubeObject {
    if (object.kind !== 'Pod') {
      return object;
    }
    const { logs, previousLogs, ...pod } = object;
    const { namespace, name } = pod.metadata;
    if (isRecord(logs) || isRecord(previousLogs)) {
      this.#logs.set(keyOf(namespace, name), {
        logs: texts(logs),
        previousLogs: texts(previousLogs),
      });
    }
    return pod;
  }

  remove(namespace: string | undefined, name: string): void {
    this.#logs.delete(keyOf(namespace, name));
  }

  /** The lines of a container, oldest first; none where nothing is told of it. */
  lines(options: {
    namespace: string | undefined;
    name: string;
    container: string;
    previous: boolean;
  }): LogLine[] {
    const { namespace, name, container, previous } = options;
    const of = this.#logs.get(keyOf(namespace, name));
    const text = (previous ? of?.previousLogs : of?.logs)?.[container] ?? '';
    return text.replace(/\n$/, '').split('\n').filter(Boolean).map(lineOf);
  }
}

function lineOf(text: string): LogLine {
  const match = stamped.exec(text);
  return match ? { at: Date.parse(match[1]), text: match[2] } : { text };
}

function texts(value: unknown): Record<string, string> {
  return isRecord(value)
    ? Object.fromEntries(
        Object.entries(value).map(([key, text]) => [key, String(text)]),
      )
    : {};
}
