import { channel } from 'node:diagnostics_channel';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { ProxyRefusal } from './ProxyRefusal';
import { upgradeRefused } from './ProxyRequest';

/** Told of each connection that a server of this process accepts. */
const CONNECTIONS = 'net.server.socket';
/** After that nobody will take an upgrade that nobody has taken. */
const TAKEN_WITHIN_MS = 10_000;

/** What is done when an upgrade was refused; must not reject. */
export type OnRefused = (
  request: IncomingMessage,
  refusal: ProxyRefusal,
) => void;

/**
 * Refuses requests to upgrade a connection to a cluster's API, before anybody else sees them.
 *
 * @remarks A server hands such requests to its `upgrade` listeners, past every route. Those of other plugins (Backstage's own
 * Kubernetes proxy has one) leave alone what is not theirs, and then the connection stays open. Backstage's router answers 404 to
 * what nobody takes only while it is the sole listener, so that is done here, too. A server without such listeners needs none of
 * ours: the route answers. The channel is how a plugin learns of the server before the first request.
 */
export class UpgradeRefuser {
  readonly #path: RegExp;
  readonly #onRefused: OnRefused;
  readonly #servers = new Set<Server>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #onSocket = (message: unknown) => this.#watch(serverOf(message));
  readonly #onUpgrade = (request: IncomingMessage, socket: Duplex) =>
    this.#handle(request, socket);

  /** @param path - of the proxy's addresses, whole */
  static start(options: { path: RegExp; onRefused: OnRefused }) {
    const refuser = new UpgradeRefuser(options);
    channel(CONNECTIONS).subscribe(refuser.#onSocket);
    return refuser;
  }

  private constructor(options: { path: RegExp; onRefused: OnRefused }) {
    this.#path = options.path;
    this.#onRefused = options.onRefused;
  }

  stop(): void {
    channel(CONNECTIONS).unsubscribe(this.#onSocket);
    this.#timers.forEach(timer => clearTimeout(timer));
    this.#servers.forEach(server => server.off('upgrade', this.#onUpgrade));
  }

  #watch(server: Server | undefined): void {
    if (
      server &&
      !this.#servers.has(server) &&
      server.listenerCount('upgrade') > 0
    ) {
      this.#servers.add(server);
      server.prependListener('upgrade', this.#onUpgrade);
    }
  }

  #handle(request: IncomingMessage, socket: Duplex): void {
    if (!this.#path.test(request.url ?? '')) {
      this.#closeLeftOver(socket);
      return;
    }
    // The listeners after this one find a socket that is no longer theirs to answer.
    const refusal = upgradeRefused();
    const body = `${JSON.stringify(refusal.toStatus())}\n`;
    socket.on('error', () => {});
    socket.end(
      [
        `HTTP/1.1 ${refusal.code} Upgrade Required`,
        'connection: close',
        'content-type: application/json',
        `content-length: ${Buffer.byteLength(body)}`,
        '',
        body,
      ].join('\r\n'),
      () => socket.destroy(),
    );
    this.#onRefused(request, refusal);
  }

  #closeLeftOver(socket: Duplex): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      if (!isTaken(socket)) {
        socket.on('error', () => {});
        socket.end(
          'HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n',
          () => socket.destroy(),
        );
      }
    }, TAKEN_WITHIN_MS);
    this.#timers.add(timer.unref());
  }
}

/** Whoever takes a socket listens to it, or has answered. (Node itself listens to the end and the close of some.) */
function isTaken(socket: Duplex): boolean {
  return (
    socket.destroyed ||
    socket.writableEnded ||
    ['data', 'readable', 'error'].some(event => socket.listenerCount(event) > 0)
  );
}

/** The server that accepted a connection; only those of HTTP have upgrades. */
function serverOf(message: unknown): Server | undefined {
  const socket = property(message, 'socket');
  const server = property(socket, 'server');
  return isServer(server) ? server : undefined;
}

function isServer(value: unknown): value is Server {
  return (
    typeof value === 'object' &&
    value !== null &&
    'listenerCount' in value &&
    'requestTimeout' in value
  );
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Reflect.get(value, key)
    : undefined;
}
