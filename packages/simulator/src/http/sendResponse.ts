import type { ServerResponse } from 'node:http';
import { constants, gzip } from 'node:zlib';
import type { ApiResponse } from '../api/ApiRequest';

/** kube-apiserver compresses what is larger, for clients that say they understand it. */
const compressedFrom = 128 * 1024;

export function sendResponse(
  response: ServerResponse,
  answer: ApiResponse,
  acceptEncoding: string | string[] | undefined,
): void {
  writeHeaders(response, answer);
  if (answer.status === 204) {
    response.end();
    return;
  }
  const body = Buffer.from(answer.body);
  if (
    body.length < compressedFrom ||
    !/\bgzip\b/.test(String(acceptEncoding))
  ) {
    response.setHeader('Content-Length', body.length);
    response.end(body);
    return;
  }
  gzip(body, { level: constants.Z_BEST_SPEED }, (error, compressed) => {
    if (error) {
      response.destroy(error);
      return;
    }
    response.setHeader('Content-Encoding', 'gzip');
    response.setHeader('Vary', 'Accept-Encoding');
    response.setHeader('Content-Length', compressed.length);
    response.end(compressed);
  });
}

export function writeHeaders(
  response: ServerResponse,
  answer: ApiResponse,
): void {
  response.statusCode = answer.status;
  if (answer.status !== 204) {
    response.setHeader(
      'Content-Type',
      answer.contentType ?? 'application/json',
    );
  }
  response.setHeader('Cache-Control', 'no-cache, private');
  for (const [name, value] of Object.entries(answer.headers ?? {})) {
    response.setHeader(name, value);
  }
}
