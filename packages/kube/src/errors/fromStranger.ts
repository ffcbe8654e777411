import { textOf } from './errorCode';
import type { FailedAnswer } from './FailedAnswer';
import { KubeError, type KubeErrorDetails } from './KubeError';
import { oneLine } from './oneLine';
import { parseJson } from './parseJson';
import { whatCame } from './whatCame';

/** Answers that an API server gives with a `Status` alone: without one, something else wrote them. */
const NEEDS_STATUS = [401, 403, 404];
/** What Go's HTTP server, and so an API server, says of a path that it does not serve. */
const NOT_SERVED = '404 page not found';
/** Paths that every API server serves. */
const ALWAYS_SERVED = /^\/(version$|apis?$|api\/v1(\/|$))/;

/**
 * Judges an answer without a `Status`.
 *
 * @returns nothing where it may be an API server's even so
 */
export function fromStranger(answer: FailedAnswer): KubeError | undefined {
  const { status, target, request, body } = answer;
  const isGo =
    status === 404 &&
    body.trim() === NOT_SERVED &&
    !ALWAYS_SERVED.test(request.path);
  if (!NEEDS_STATUS.includes(status) || isGo) {
    return undefined;
  }
  const details: KubeErrorDetails = {
    status,
    request,
    target: answer.resource,
    attempt: answer.attempt,
    text: body.slice(0, 4096) || undefined,
  };
  const rancher = rancherMessage(body);
  if (rancher !== undefined && status !== 404) {
    return new KubeError(
      'unauthorized',
      `${target} does not accept the credentials (${status}). Rancher says${
        rancher ? `: ${oneLine(rancher)}` : ' no more'
      }. The token has expired, was removed or may not use this cluster: give a new one.`,
      details,
    );
  }
  return new KubeError(
    'malformed',
    `${target} answers, but not as a Kubernetes API: ${request.method} ${
      request.path
    } got ${status} with ${whatCame(
      body,
      answer.headers['content-type'],
    )}. A proxy, firewall or gateway answers for it, or the path in its address is wrong.`,
    details,
  );
}

/** Rancher's own errors, which stand before the API servers behind it. */
function rancherMessage(body: string): string | undefined {
  const parsed = parseJson(body);
  return textOf(parsed, 'type') === 'error'
    ? textOf(parsed, 'message') ?? textOf(parsed, 'code') ?? ''
    : undefined;
}
