import type { KubeObject } from '../../objects/KubeObject';
import type { MinorRange } from '../../resources/types';
import { humanAge } from './humanDuration';
import { at } from '../../objects/values';

/** One column of a table, and what stands in it. */
export interface Column {
  name: string;
  type: string;
  format?: string;
  description?: string;
  /** 1: shown on demand alone, as `kubectl get -o wide` does. */
  priority?: number;
  /** The Kubernetes minors that print it; all where absent. */
  minors?: MinorRange;
  cell: (object: KubeObject, now: Date) => unknown;
}

export function text(name: string, cell: Column['cell'], priority = 0): Column {
  return { name, type: 'string', priority, cell };
}

export function integer(name: string, path: string): Column {
  return { name, type: 'integer', cell: object => at(object, path) ?? 0 };
}

/** A value as it stands, `none` where there is none. */
export function field(
  name: string,
  path: string,
  options: { priority?: number; none?: string } = {},
): Column {
  const { priority, none = '<none>' } = options;
  return text(name, object => at(object, path) ?? none, priority);
}

/** A column of some versions alone. */
export function inMinors(minors: MinorRange, column: Column): Column {
  return { ...column, minors };
}

export const age: Column = text('Age', (object, now) =>
  humanAge(object.metadata.creationTimestamp, now),
);
