import { isRecord } from './KubeObject';

/** The value at a dotted path; undefined where the way ends before. */
export function at(object: unknown, path: string): unknown {
  let value = object;
  for (const part of path.split('.')) {
    value = record(value)[part];
  }
  return value;
}

export function record(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

/** The objects of a list; empty where it is none. */
export function list(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

export function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** A map of labels as it is printed: `a=b,c=d`. */
export function pairs(value: unknown): string {
  const entries = Object.entries(record(value));
  return entries.length
    ? entries.map(([key, item]) => `${key}=${item}`).join(',')
    : '<none>';
}

/** The first three of a list, and how many more there are; `none` where there is nothing. */
export function firstThree(items: string[], none: string): string {
  if (!items.length) {
    return none;
  }
  const shown = items.slice(0, 3).join(',');
  return items.length > 3 ? `${shown} + ${items.length - 3} more...` : shown;
}
