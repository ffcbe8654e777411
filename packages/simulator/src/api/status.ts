import type { ApiResponse } from './ApiRequest';

/** `metav1.Status`, as the body of every refusal. */
export interface Status {
  reason: string;
  code: number;
  message: string;
  details?: StatusDetails;
  /** `continue` of an expired list: a token for the rest, inconsistent with what was read. */
  metadata?: { continue?: string };
}

/** @see {@link Status} */
export interface StatusDetails {
  name?: string;
  group?: string;
  kind?: string;
  uid?: string;
  causes?: { reason?: string; message?: string; field?: string }[];
  retryAfterSeconds?: number;
}

/** A refusal, on its way out of any depth of the API. */
export class StatusError extends Error {
  readonly status: Status;
  readonly headers?: Record<string, string>;

  constructor(status: Status, headers?: Record<string, string>) {
    super(status.message);
    this.name = 'StatusError';
    this.status = status;
    this.headers = headers;
  }
}

export function failure(
  status: Status,
  headers?: Record<string, string>,
): ApiResponse {
  return {
    status: status.code,
    headers,
    body: `${JSON.stringify({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: status.metadata ?? {},
      status: 'Failure',
      message: status.message,
      reason: status.reason,
      details: status.details,
      code: status.code,
    })}\n`,
  };
}

/** The answer to a path that no part of the server knows: plain text, not a Status. */
export function pageNotFound(): ApiResponse {
  return {
    status: 404,
    contentType: 'text/plain; charset=utf-8',
    headers: { 'X-Content-Type-Options': 'nosniff' },
    body: '404 page not found\n',
  };
}

/** The answer of 1.20 and its like, which tell what they know instead. */
export function pathsNotFound(): ApiResponse {
  const paths = [
    '/api',
    '/apis',
    '/healthz',
    '/livez',
    '/metrics',
    '/openapi/v2',
    '/readyz',
    '/version',
  ];
  return { status: 404, body: JSON.stringify({ paths }, undefined, 2) };
}

/** A group of Kubernetes' own, but not this version or resource of it. */
export function resourceNotFound(): StatusError {
  return new StatusError({
    code: 404,
    reason: 'NotFound',
    message: 'the server could not find the requested resource',
    details: {},
  });
}

export function unauthorized(): StatusError {
  return new StatusError({
    code: 401,
    reason: 'Unauthorized',
    message: 'Unauthorized',
  });
}

export function badRequest(message: string): StatusError {
  return new StatusError({ code: 400, reason: 'BadRequest', message });
}

/** `name.group`, as messages speak of a resource. */
export function qualified(group: string, resource: string): string {
  return group ? `${resource}.${group}` : resource;
}

interface Named {
  group: string;
  resource: string;
  name: string;
}

export function notFound({ group, resource, name }: Named): StatusError {
  return new StatusError({
    code: 404,
    reason: 'NotFound',
    message: `${qualified(group, resource)} "${name}" not found`,
    details: details(group, resource, name),
  });
}

export function alreadyExists({ group, resource, name }: Named): StatusError {
  return new StatusError({
    code: 409,
    reason: 'AlreadyExists',
    message: `${qualified(group, resource)} "${name}" already exists`,
    details: details(group, resource, name),
  });
}

export function conflict({ group, resource, name }: Named): StatusError {
  return new StatusError({
    code: 409,
    reason: 'Conflict',
    message: `Operation cannot be fulfilled on ${qualified(
      group,
      resource,
    )} "${name}": the object has been modified; please apply your changes to the latest version and try again`,
    details: details(group, resource, name),
  });
}

export function invalid(options: {
  group: string;
  kind: string;
  name: string;
  field: string;
  cause: string;
  message: string;
}): StatusError {
  const { group, kind, name, field, cause, message } = options;
  return new StatusError({
    code: 422,
    reason: 'Invalid',
    message: `${qualified(
      group,
      kind,
    )} "${name}" is invalid: ${field}: ${message}`,
    details: {
      ...(name && { name }),
      ...(group && { group }),
      ...(kind && { kind }),
      causes: [{ reason: cause, message, field }],
    },
  });
}

export function methodNotAllowed(): StatusError {
  return new StatusError({
    code: 405,
    reason: 'MethodNotAllowed',
    message: 'the server does not allow this method on the requested resource',
    details: {},
  });
}

function details(group: string, resource: string, name: string): StatusDetails {
  return { name, ...(group && { group }), kind: resource };
}
