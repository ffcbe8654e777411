import { ProxyRefusal } from './ProxyRefusal';
import type { ProxyTarget } from './ProxyTarget';

/** What is sent, by name; nothing that is not read here is. */
export type ProxyQuery = Record<string, string>;

/** Reads one value; undefined where it is none that is passed on. */
type Reader = (value: string) => string | undefined;

const MAX_QUERY = 8192;
const MAX_ITEMS = 500;
const MAX_LINES = 2000;
const MAX_LOG_BYTES = 1024 * 1024;

/** Whatever a selector may hold, and nothing that a terminal or a log would take for more. */
const selector: Reader = value =>
  /^[\x20-\x7e]{0,2048}$/.test(value) ? value : undefined;
const matching =
  (pattern: RegExp): Reader =>
  value =>
    pattern.test(value) ? value : undefined;
const oneOf =
  (...values: string[]): Reader =>
  value =>
    values.includes(value) ? value : undefined;
/** A whole number up to `max`. */
const upTo =
  (max: number): Reader =>
  value =>
    /^[0-9]{1,9}$/.test(value) && Number(value) <= max ? value : undefined;
/** A larger page is cut down; 0 asks for everything, which is no page. */
const pageSize: Reader = value =>
  /^[0-9]{1,9}$/.test(value)
    ? String(Math.min(Number(value) || MAX_ITEMS, MAX_ITEMS))
    : undefined;

const name = matching(/^[A-Za-z0-9._-]{1,253}$/);
const flag = oneOf('true', 'false', '1', '0');
const version = matching(/^[0-9]{1,20}$/);
const includeObject = oneOf('None', 'Metadata', 'Object');
/** How long the server may take; accepted, since kubectl's discovery sends it, and not passed on: the time is the portal's. */
const timeout = matching(/^[0-9a-z.]{1,16}$/);

const OF_OBJECTS: Record<string, Reader> = {
  resourceVersion: version,
  includeObject,
  timeout,
};
const OF_LISTS: Record<string, Reader> = {
  ...OF_OBJECTS,
  labelSelector: selector,
  fieldSelector: selector,
  limit: pageSize,
  continue: matching(/^[A-Za-z0-9_=-]{1,4096}$/),
  resourceVersionMatch: oneOf('Exact', 'NotOlderThan'),
};
const OF_LOGS: Record<string, Reader> = {
  container: name,
  tailLines: upTo(MAX_LINES),
  limitBytes: upTo(MAX_LOG_BYTES),
  sinceSeconds: upTo(999_999_999),
  timestamps: flag,
  previous: flag,
  timeout,
};
const OF_PATHS: Record<string, Reader> = { timeout };

/** What asks for an answer that never ends, and what to do instead. */
const ENDLESS = new Map([
  [
    'watch',
    'Watching (-w, --watch) is not possible through this proxy: ask again',
  ],
  [
    'follow',
    'Following a log (-f, --follow) is not possible through this proxy: ask again',
  ],
]);

/**
 * Reads the query of a request, by what it is about.
 *
 * @param raw - as it came, without its `?`
 * @throws ProxyRefusal `QueryNotAllowed`, which names the parameter
 */
export function parseQuery(raw: string, target: ProxyTarget): ProxyQuery {
  const readers = readersOf(target);
  const query: ProxyQuery = {};
  const seen = new Set<string>();
  if (raw.length > MAX_QUERY) {
    throw refused(`The query is longer than ${MAX_QUERY} characters`);
  }
  for (const part of raw === '' ? [] : raw.split('&')) {
    const [key, value] = decodePart(part);
    const endless = ENDLESS.get(key);
    if (endless) {
      throw refused(endless);
    }
    const read = Object.hasOwn(readers, key) ? readers[key] : undefined;
    if (!read) {
      throw refused(
        `The parameter ${printable(key)} is not passed on; ${Object.keys(
          readers,
        ).join(', ')} are`,
      );
    }
    const taken = read(value);
    if (taken === undefined || seen.has(key)) {
      throw refused(
        seen.has(key)
          ? `The parameter ${key} stands there twice`
          : `The value of ${key} is not one that is passed on${limitOf(key)}`,
      );
    }
    seen.add(key);
    if (key !== 'timeout') {
      query[key] = taken;
    }
  }
  return query;
}

function readersOf(target: ProxyTarget): Record<string, Reader> {
  if (target.kind === 'path') {
    return OF_PATHS;
  }
  if (target.ref.subresource === 'log') {
    return OF_LOGS;
  }
  return target.verb === 'list' ? OF_LISTS : OF_OBJECTS;
}

function limitOf(key: string): string {
  const limits: Record<string, number> = {
    tailLines: MAX_LINES,
    limitBytes: MAX_LOG_BYTES,
  };
  return limits[key] === undefined ? '' : ` (${limits[key]} at most)`;
}

function decodePart(part: string): [key: string, value: string] {
  const at = part.indexOf('=');
  const [key, value] =
    at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)];
  try {
    return [decode(key), decode(value)];
  } catch {
    throw refused('The query is not encoded as one');
  }
}

function decode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}

/** Of a stranger, for a sentence. */
function printable(key: string): string {
  return JSON.stringify(key.slice(0, 64));
}

function refused(sentence: string): ProxyRefusal {
  return new ProxyRefusal('QueryNotAllowed', `${sentence}.`);
}
