import type { ServerResponse } from 'node:http';

/** Headers of a cluster's answer that are the caller's, too. */
export const PASSED_ON = ['retry-after', 'warning', 'audit-id'] as const;

/**
 * On every answer of the proxy: a cluster's words must not become a page, a script or a cached secret of the portal's origin. The
 * portal compresses what may be transformed, which would cost more than the list itself.
 */
const ALWAYS = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "sandbox; default-src 'none'",
  'cache-control': 'no-store, no-transform',
};

/**
 * Sets status and headers; what a header's grammar does not allow is left out. They go out with the first of the body, so that an
 * answer that fails before it can still become an error.
 */
export function writeHead(
  response: ServerResponse,
  status: number,
  headers: Record<string, string | undefined>,
): void {
  response.statusCode = status;
  for (const [name, value] of Object.entries({ ...headers, ...ALWAYS })) {
    if (value !== undefined && /^[\t\x20-\x7e]*$/.test(value)) {
      response.setHeader(name, value);
    }
  }
}

/** Answers with a `Status` object. */
export function sendStatus(
  response: ServerResponse,
  refusal: { code: number; retryAfter?: number; toStatus(): object },
): void {
  const body = `${JSON.stringify(refusal.toStatus())}\n`;
  PASSED_ON.forEach(name => response.removeHeader(name));
  response.statusCode = refusal.code;
  for (const [name, value] of Object.entries({
    'content-type': 'application/json',
    ...(refusal.retryAfter !== undefined && {
      'retry-after': String(refusal.retryAfter),
    }),
    ...ALWAYS,
  })) {
    response.setHeader(name, value);
  }
  response.end(body);
}
