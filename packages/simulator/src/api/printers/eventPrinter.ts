import type { KubeObject } from '../../objects/KubeObject';
import { type Column, field, text } from './Column';
import { humanAge } from './humanDuration';
import { at, record } from '../../objects/values';

/** The one table whose name stands last, and not always in sight. */
export const eventPrinter: Column[] = [
  text('Last Seen', (event, now) => humanAge(lastSeen(event), now)),
  field('Type', 'type', { none: '' }),
  field('Reason', 'reason', { none: '' }),
  text('Object', objectOf),
  field('Subobject', 'involvedObject.fieldPath', { priority: 1, none: '' }),
  text('Source', sourceOf, 1),
  text('Message', event => String(event.message ?? '').trim()),
  text(
    'First Seen',
    (event, now) => humanAge(event.firstTimestamp ?? event.eventTime, now),
    1,
  ),
  text('Count', event => at(event, 'series.count') ?? (event.count || 1), 1),
  {
    name: 'Name',
    type: 'string',
    format: 'name',
    priority: 1,
    cell: event => event.metadata.name,
  },
];

function lastSeen(event: KubeObject): unknown {
  return (
    at(event, 'series.lastObservedTime') ??
    event.lastTimestamp ??
    event.firstTimestamp ??
    event.eventTime
  );
}

function objectOf(event: KubeObject): string {
  const { kind, name } = record(event.involvedObject);
  const word = String(kind ?? '').toLowerCase();
  return name ? `${word}/${name}` : word;
}

function sourceOf(event: KubeObject): string {
  const { component, host } = record(event.source);
  return [
    component || event.reportingComponent,
    host || event.reportingInstance,
  ]
    .filter(Boolean)
    .join(', ');
}
