/**
 * The code of one of Node's errors, e.g. `ENOENT`.
 *
 * @remarks Without `instanceof`: errors also come from other realms (worker threads, `vm` contexts).
 */
export function errorCode(error: unknown): string | undefined {
  return textOf(error, 'code');
}

/** @returns the text under `key` of an object, `undefined` where there is none */
export function textOf(error: unknown, key: string): string | undefined {
  if (typeof error !== 'object' || error === null) {
    return undefined;
  }
  const value: unknown = Reflect.get(error, key);
  return typeof value === 'string' ? value : undefined;
}
