import { resourceName } from '../http/paths';
import type { FailedAnswer } from './FailedAnswer';
import { fromStranger } from './fromStranger';
import { KubeError, type KubeErrorDetails, type KubeStatus } from './KubeError';
import { oneLine } from './oneLine';
import { parseJson } from './parseJson';

/** Turns an HTTP status that is not 2xx, and the `Status` object that comes with it, into a {@link KubeError}. */
export function fromStatus(answer: FailedAnswer): KubeError {
  const { status, target } = answer;
  const body = parseStatus(answer.body);
  const stranger = body ? undefined : fromStranger(answer);
  if (stranger) {
    return stranger;
  }
  const retryAfterSeconds =
    parseRetryAfter(answer.headers['retry-after'], answer.now) ??
    body?.details?.retryAfterSeconds;
  const details: KubeErrorDetails = {
    status,
    request: answer.request,
    target: answer.resource,
    attempt: answer.attempt,
    code: body?.reason,
    retryAfterSeconds,
    body,
    text: body ? undefined : answer.body.slice(0, 4096) || undefined,
  };
  const said = body?.message
    ? `: ${oneLine(body.message).replace(/\.$/, '')}.`
    : '.';

  if (status >= 300 && status < 400) {
    return new KubeError(
      'redirect',
      `${target} redirects to ${locationHost(
        answer.headers.location,
      )} instead of answering. Give the address of the API server itself, not of a login page or a gateway.`,
      details,
    );
  }
  switch (status) {
    case 401:
      return new KubeError(
        'unauthorized',
        `${target} does not accept the credentials (401). The token or certificate is wrong, has expired or belongs to another cluster: give a new one.`,
        details,
      );
    case 403:
      return new KubeError(
        'forbidden',
        forbiddenSentence(answer, body),
        details,
      );
    case 404:
      return new KubeError('notFound', notFoundSentence(answer), details);
    case 410:
      return new KubeError(
        'expired',
        `${target} no longer has the version of the list that was asked for (410). Ask again.`,
        details,
      );
    case 429: {
      const wait =
        retryAfterSeconds === undefined ? 'later' : `in ${retryAfterSeconds} s`;
      return new KubeError(
        'throttled',
        `${target} asks to slow down (429). Try again ${wait}, or give the account a flow schema of its own.`,
        details,
      );
    }
    case 400:
      if (/HTTP request to an HTTPS server/i.test(answer.body)) {
        return new KubeError(
          'tls',
          `${target} expects TLS. Its address must begin with https://.`,
          details,
        );
      }
      return new KubeError(
        'server',
        `${target} refused the request (400)${said}`,
        details,
      );
    default:
      return new KubeError(
        'server',
        status >= 500
          ? `${target} failed with ${status}${said}`
          : `${target} refused ${answer.request.method} ${answer.request.path} (${status})${said}`,
        details,
      );
  }
}

function forbiddenSentence(
  { resource, request }: FailedAnswer,
  body: KubeStatus | undefined,
): string {
  const message = body?.message ?? '';
  const user = /User "([^"]{1,200})"/.exec(message)?.[1];
  const who = user ? `The account ${user}` : 'The account';
  if (!resource) {
    return `${who} may not ${request.method.toLowerCase()} ${
      request.path
    }. Give it a role with that rule.`;
  }
  const { verb, ref } = resource;
  const where = ref.namespace
    ? `in namespace ${ref.namespace}`
    : 'in the whole cluster';
  const reason =
    /is forbidden: User /.test(message) || !message
      ? ''
      : ` (${oneLine(message)})`;
  return `${who} may not ${verb} ${resourceName(
    ref,
  )} ${where}${reason}. Give it a role with that rule.`;
}

function notFoundSentence({ target, resource, request }: FailedAnswer): string {
  if (!resource) {
    return `${target} does not serve ${request.path} (404).`;
  }
  const { ref } = resource;
  const where = ref.namespace ? ` in namespace ${ref.namespace}` : '';
  return ref.name
    ? `There is no ${resourceName(ref)} ${ref.name}${where} (404).`
    : `${target} does not serve ${resourceName(ref)} ${ref.version} (404).`;
}

/** @returns whole seconds from now, from either form of the header (RFC 9110, 10.2.3) */
export function parseRetryAfter(
  value: string | undefined,
  now: Date,
): number | undefined {
  if (value === undefined) {
    return undefined;
  }
  if (/^\d{1,9}$/.test(value.trim())) {
    return Number(value.trim());
  }
  const date = Date.parse(value);
  return Number.isNaN(date)
    ? undefined
    : Math.max(0, Math.ceil((date - now.getTime()) / 1000));
}

function parseStatus(body: string): KubeStatus | undefined {
  const parsed = parseJson(body);
  return isStatus(parsed) ? parsed : undefined;
}

/** Only what sentences are made of is looked at. */
function isStatus(value: unknown): value is KubeStatus {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const message: unknown = Reflect.get(value, 'message');
  return (
    Reflect.get(value, 'kind') === 'Status' &&
    (message === undefined || typeof message === 'string')
  );
}

/** Only the host: the rest of a redirect may carry a session. */
function locationHost(location: string | undefined): string {
  try {
    return location && /^https?:/i.test(location)
      ? new URL(location).host
      : 'another path';
  } catch {
    return 'another place';
  }
}
