import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import {
  createServer as createHttpsServer,
  type Server as HttpsServer,
} from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { ApiRequest, ApiResponse } from '../api/ApiRequest';
import { failure } from '../api/status';
import { caCertificate, serverCertificate } from './certificates';
import { type Fault, FaultSet } from './faults';
import { sendFault } from './sendFault';
import { sendResponse } from './sendResponse';

/** A request with what only the socket knows. */
export interface IncomingRequest extends ApiRequest {
  /** Common name and organisations of a client certificate that our authority signed. */
  clientCertificate?: { user: string; groups: string[] };
}

/** The sockets of one server: takes requests, hands them on, answers or misbehaves. */
export class Listener {
  static async start(options: {
    tls: boolean;
    port: number;
    now: () => Date;
    answer: (request: IncomingRequest) => ApiResponse;
    /** Told of each request once it has its answer or its fault. */
    served: (request: IncomingRequest, status: number | undefined) => void;
  }): Promise<Listener> {
    const listener = new Listener(options);
    await listener.#listen(options.port);
    return listener;
  }

  readonly #server: Server;
  readonly #tls?: HttpsServer;
  readonly #options: Parameters<typeof Listener.start>[0];
  readonly #sockets = new Map<string, Socket>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #faults = FaultSet.create([]);

  private constructor(options: Parameters<typeof Listener.start>[0]) {
    this.#options = options;
    const onRequest = (request: IncomingMessage, response: ServerResponse) => {
      this.#serve(request, response).catch((error: unknown) => {
        // A defect of the simulator: whoever calls must learn of it, not wait for ever.
        sendResponse(
          response,
          failure({
            code: 500,
            reason: 'InternalError',
            message: `simulator: ${error}`,
          }),
          undefined,
        );
      });
    };
    if (options.tls) {
      this.#tls = createHttpsServer(
        {
          ...serverCertificate(),
          ca: caCertificate(),
          requestCert: true,
          rejectUnauthorized: false,
        },
        onRequest,
      );
    }
    this.#server = this.#tls ?? createHttpServer(onRequest);
    this.#server.on('connection', (socket: Socket) => this.#track(socket));
  }

  get port(): number {
    return this.#address.port;
  }

  fault(faults: Fault[]): void {
    const before = this.#faults.certificate;
    this.#faults = FaultSet.create(faults);
    if (this.#faults.certificate !== before) {
      this.#tls?.setSecureContext({
        ...serverCertificate(this.#faults.certificate),
        ca: caCertificate(),
      });
      this.cutConnections();
    }
  }

  /** Ends all open connections, answered or not. */
  cutConnections(): void {
    for (const socket of this.#sockets.values()) {
      socket.destroy();
    }
  }

  async close(): Promise<void> {
    this.#timers.forEach(timer => clearTimeout(timer));
    const closed = new Promise<void>(resolve => {
      this.#server.close(() => resolve());
    });
    this.cutConnections();
    await closed;
  }

  get #address(): AddressInfo {
    const address = this.#server.address();
    if (!address || typeof address === 'string') {
      throw new Error('the simulated server does not listen');
    }
    return address;
  }

  async #listen(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
  }

  #track(socket: Socket): void {
    const key = peerOf(socket);
    this.#sockets.set(key, socket);
    socket.on('close', () => this.#sockets.delete(key));
    // Clients that leave in the middle, and our own resets, are no error of the server.
    socket.on('error', () => {});
  }

  async #serve(
    incoming: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    response.on('error', () => {});
    const request = await readRequest(incoming).catch(() => undefined);
    if (!request) {
      return;
    }
    response.setHeader('Date', this.#options.now().toUTCString());
    const fault = this.#faults.take(`${request.method} ${incoming.url}`);
    if (fault?.kind === 'held') {
      await fault.until;
    }
    if (fault?.kind === 'slow') {
      await this.#wait(fault.ms);
    }
    const status = sendFault(fault, {
      response,
      answer: () => this.#options.answer(request),
      reset: () => this.#reset(incoming.socket),
    });
    if (status !== 'none') {
      this.#options.served(request, status);
      return;
    }
    const answer = this.#options.answer(request);
    this.#options.served(request, answer.status);
    sendResponse(response, answer, incoming.headers['accept-encoding']);
  }

  #wait(ms: number): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        resolve();
      }, ms);
      this.#timers.add(timer);
    });
  }

  #reset(socket: Socket): void {
    // The socket below TLS: only a plain TCP handle can be reset.
    const raw = this.#sockets.get(peerOf(socket)) ?? socket;
    raw.resetAndDestroy();
  }
}

function peerOf(socket: Socket): string {
  return `${socket.remoteAddress}:${socket.remotePort}`;
}

async function readRequest(
  incoming: IncomingMessage,
): Promise<IncomingRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) {
    chunks.push(chunk);
  }
  const url = new URL(incoming.url ?? '/', 'http://simulator');
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: incoming.headers,
    body: Buffer.concat(chunks).toString('utf8'),
    clientCertificate: clientOf(incoming.socket),
  };
}

function clientOf(socket: Socket): IncomingRequest['clientCertificate'] {
  if (!(socket instanceof TLSSocket) || !socket.authorized) {
    return undefined;
  }
  const { subject } = socket.getPeerCertificate();
  if (!subject) {
    return undefined;
  }
  // One organisation comes as a string, several as a list; the types know only the first.
  const organisations: unknown = subject.O ?? [];
  return {
    user: String(subject.CN),
    groups: Array.isArray(organisations)
      ? organisations.map(String)
      : [String(organisations)],
  };
}
