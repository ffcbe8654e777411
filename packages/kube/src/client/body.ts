import { KubeError } from '../errors/KubeError';
import { whatCame } from '../errors/whatCame';
import type { Outgoing, Sent } from './Sender';

/**
 * Reads an answer's body.
 *
 * @param text - the caller wants the text itself, e.g. of `/readyz`; `T` is then `string`
 */
export function parseBody<T>(
  sent: Sent,
  outgoing: Outgoing,
  target: string,
  text = false,
): T {
  const body = sent.body.toString('utf8');
  if (text) {
    return body as T;
  }
  try {
    return JSON.parse(withoutNul(body)) as T;
  } catch {
    throw malformed(
      outgoing,
      target,
      whatCame(body, sent.headers['content-type']),
    );
  }
}

const NUL = String.raw`\u0000`;

/** PostgreSQL keeps no NUL: one in a condition's message would keep a whole cluster from being written down. */
function withoutNul(json: string): string {
  return json.includes(NUL)
    ? json.replace(/\\\\|\\u0000/g, escape =>
        escape === NUL ? String.raw`\ufffd` : escape,
      )
    : json;
}

/** An answer of status 2xx that is not what the API promises. */
export function malformed(
  { method, path, resource }: Outgoing,
  target: string,
  what: string,
): KubeError {
  return new KubeError(
    'malformed',
    `${target} answered ${method} ${path} with ${what}.`,
    {
      request: { method, path },
      target: resource,
    },
  );
}
