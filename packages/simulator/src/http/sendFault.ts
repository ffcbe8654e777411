import type { ServerResponse } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import type { ApiResponse } from '../api/ApiRequest';
import { failure } from '../api/status';
import type { Fault, FaultStatus } from './faults';
import { sendResponse, writeHeaders } from './sendResponse';

/** The UIDs that a busy 1.20 server puts on its refusals. */
const fairnessHeaders = {
  'X-Kubernetes-PF-FlowSchema-UID': '5a1f2c4e-61f0-4a0e-9c3b-0d8f7a6b5c4d',
  'X-Kubernetes-PF-PriorityLevel-UID': '9be2d1a7-1f7c-4c8e-8a43-6a1d2f3e4b5c',
};

const refusals: Record<FaultStatus, [reason: string, message: string]> = {
  401: ['Unauthorized', 'Unauthorized'],
  403: ['Forbidden', 'forbidden: access is denied'],
  404: ['NotFound', 'the server could not find the requested resource'],
  410: ['Expired', 'The resourceVersion for the provided list is too old.'],
  429: ['TooManyRequests', 'Too many requests, please try again later.'],
  500: [
    'InternalError',
    'Internal error occurred: etcdserver: request timed out',
  ],
  503: [
    'ServiceUnavailable',
    'the server is currently unable to handle the request',
  ],
  504: [
    'Timeout',
    'Timeout: request did not complete within the allotted timeout',
  ],
};

/**
 * Misbehaves as asked.
 *
 * @returns the status sent, undefined where none was, `none` where the request is to be answered as usual
 */
export function sendFault(
  fault: Fault | undefined,
  context: {
    response: ServerResponse;
    answer: () => ApiResponse;
    reset: () => void;
  },
): number | undefined | 'none' {
  const { response } = context;
  switch (fault?.kind) {
    case 'status':
      return refuse(response, fault.status, fault.retryAfterSeconds);
    case 'silent':
      return undefined;
    case 'reset':
      context.reset();
      return undefined;
    case 'halfOpen':
      return halfOf(response, context.answer());
    case 'truncate':
      return truncated(response, context.answer());
    case 'redirect':
      return reply(response, {
        status: 302,
        contentType: 'text/html; charset=utf-8',
        headers: { Location: fault.location ?? 'https://login.example.com/' },
        body: '<a href="https://login.example.com/">Found</a>.\n',
      });
    case 'html':
      return reply(response, {
        status: 200,
        contentType: 'text/html; charset=utf-8',
        body: '<!doctype html><html><head><title>Sign in</title></head><body>Sign in to continue</body></html>',
      });
    case 'oversize':
      return oversize(response, fault.bytes ?? 64 * 1024 * 1024);
    default:
      return 'none';
  }
}

function reply(response: ServerResponse, answer: ApiResponse): number {
  sendResponse(response, answer, undefined);
  return answer.status;
}

function refuse(
  response: ServerResponse,
  status: FaultStatus,
  retryAfterSeconds: number | undefined,
): number {
  const [reason, message] = refusals[status];
  const retryAfter = retryAfterSeconds ?? (status === 429 ? 1 : undefined);
  const headers = {
    ...(status === 429 && fairnessHeaders),
    ...(retryAfter !== undefined && { 'Retry-After': String(retryAfter) }),
  };
  // The throttle of API Priority and Fairness stands before the encoder: its body is plain text.
  if (status === 429) {
    return reply(response, {
      status,
      headers,
      contentType: 'text/plain; charset=utf-8',
      body: `${message}\n`,
    });
  }
  return reply(response, failure({ code: status, reason, message }, headers));
}

function halfOf(response: ServerResponse, answer: ApiResponse): number {
  const body = Buffer.from(answer.body);
  writeHeaders(response, answer);
  response.setHeader('Content-Length', body.length);
  response.write(body.subarray(0, Math.floor(body.length / 2)));
  return answer.status;
}

function truncated(response: ServerResponse, answer: ApiResponse): number {
  return reply(response, {
    ...answer,
    body: answer.body.slice(0, Math.floor(answer.body.length / 2)),
  });
}

function oversize(response: ServerResponse, bytes: number): number {
  writeHeaders(response, { status: 200, body: '' });
  // The client is expected to leave early.
  pipeline(Readable.from(filler(bytes)), response, () => {});
  return 200;
}

function* filler(bytes: number): Generator<string> {
  const head = '{"kind":"List","apiVersion":"v1","metadata":{},"items":["';
  const chunk = 'x'.repeat(64 * 1024);
  yield head;
  for (let sent = head.length; sent < bytes; sent += chunk.length) {
    yield chunk;
  }
  yield '"]}\n';
}
