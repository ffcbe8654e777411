import type { ServerResponse } from 'node:http';
import type { RelaySink } from '@runai-portal/kube';
import { JoinedWrites } from './JoinedWrites';
import { ProxyRefusal } from './ProxyRefusal';
import { PASSED_ON, writeHead } from './writeHead';

/** What an API server answers with: JSON, and the text of logs, health, and of paths that it does not know. */
const CONTENT_TYPE =
  /^(application\/json|text\/plain)\s*(;[\w\s;=.-]{0,128})?$/;

/** A cluster's answer on its way to the caller. */
export class RelayedAnswer implements RelaySink {
  readonly #response: ServerResponse;
  readonly #writes: JoinedWrites;
  readonly #refuse: (refusal: ProxyRefusal) => void;

  /**
   * @param refuse - called instead of anything being written where the answer is not one that is passed on; the request is to be
   * ended then
   */
  constructor(
    response: ServerResponse,
    refuse: (refusal: ProxyRefusal) => void,
  ) {
    this.#response = response;
    this.#writes = new JoinedWrites(response);
    this.#refuse = refuse;
  }

  /** Of the body, so far. */
  get bytes(): number {
    return this.#writes.bytes;
  }

  head(
    status: number,
    headers: Record<string, string>,
    resume: () => void,
  ): void {
    const refusal = refusalOf(status, headers);
    if (refusal) {
      this.#refuse(refusal);
      return;
    }
    this.#writes.onRoom(resume);
    writeHead(this.#response, status, {
      'content-type': headers['content-type'],
      ...Object.fromEntries(PASSED_ON.map(name => [name, headers[name]])),
    });
  }

  data(chunk: Buffer): boolean {
    return this.#writes.write(chunk);
  }

  end(): void {
    this.#writes.end();
  }
}

function refusalOf(
  status: number,
  headers: Record<string, string>,
): ProxyRefusal | undefined {
  const type = headers['content-type'] ?? '';
  if (status === 401) {
    return new ProxyRefusal(
      'UpstreamUnauthorized',
      'The cluster does not accept the credentials that the portal has for it (401): whoever runs the portal has to give new ones.',
    );
  }
  if (status >= 300 && status < 400) {
    return new ProxyRefusal(
      'UpstreamRedirect',
      `The address of the cluster redirects to another (${status}) instead of answering; it is not followed.`,
    );
  }
  const hasBody = headers['content-length'] !== '0' && status !== 204;
  return hasBody && !CONTENT_TYPE.test(type)
    ? new ProxyRefusal(
        'UpstreamMalformed',
        `What answers at the address of the cluster is no API server: its answer (${status}) is neither JSON nor plain text.`,
      )
    : undefined;
}
