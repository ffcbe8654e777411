import { createHash } from 'node:crypto';
import type { KubeObject } from './KubeObject';
import { object } from './object';

/** @public What an event is about. */
export interface EventSubject {
  kind: string;
  name: string;
  /** None of what has none: its events stand in `default`. */
  namespace?: string;
  apiVersion?: string;
  uid?: string;
  /** A part of it, e.g. `spec.containers{main}`. */
  fieldPath?: string;
}

/** @public */
export interface EventOptions {
  /** `Normal` by default. */
  type?: 'Normal' | 'Warning';
  reason: string;
  message: string;
  /** Who reports it, e.g. `kubelet`, and of which node. */
  component: string;
  host?: string;
  first: string;
  /** As `first` by default. */
  last?: string;
  count?: number;
}

/** An event as components write them to the core group. @public */
export function event(about: EventSubject, options: EventOptions): KubeObject {
  const { reason, message, component, host, first, count = 1 } = options;
  const { namespace, ...rest } = about;
  const hash = createHash('sha1')
    .update([about.kind, about.name, reason, message].join('|'))
    .digest('hex');
  const last = options.last ?? first;
  return object(
    'v1',
    'Event',
    {
      name: `${about.name}.${hash.slice(0, 16)}`,
      namespace: namespace ?? 'default',
      creationTimestamp: first,
    },
    {
      involvedObject: {
        apiVersion: 'v1',
        ...(namespace && { namespace }),
        ...rest,
      },
      type: options.type ?? 'Normal',
      reason,
      message,
      source: { component, ...(host && { host }) },
      firstTimestamp: first,
      lastTimestamp: last,
      count,
      eventTime: null,
      reportingComponent: '',
      reportingInstance: '',
    },
  );
}
