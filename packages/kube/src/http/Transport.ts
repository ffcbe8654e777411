import { X509Certificate } from 'node:crypto';
import { isIPv6 } from 'node:net';
import {
  checkServerIdentity,
  createSecureContext,
  type PeerCertificate,
  type SecureContextOptions,
} from 'node:tls';
import { Agent, buildConnector, type Dispatcher } from 'undici';
import type {
  ClusterConnection,
  KubeCredential,
} from '../connection/ClusterConnection';
import type { Destination } from '../errors/socketError';
import { throughProxy } from '../proxy/tunnel';
import { checkLiteral, guardedLookup, type AddressRule } from './addressRule';
import { hostAndPort, parseServer } from './parseServer';
import { exchange, type ExchangeAnswer } from './exchange';
import {
  relayExchange,
  type ExchangeRequest,
  type RelayObserver,
  type RelaySink,
} from './relayExchange';

/** A request before it is bound to a server and an account. */
export type TransportRequest = Omit<ExchangeRequest, 'origin'>;

type ClientCertificate = KubeCredential['clientCert'];

/** How long making a connection may take where no deadline strikes before. */
const CONNECT_TIMEOUT_MS = 30_000;

/**
 * The pool of connections to one cluster.
 *
 * @remarks There is one pool; a client certificate that was renewed (exec plugins, rotated files) replaces it, because a
 * certificate belongs to connections and not to requests.
 */
export class Transport {
  readonly destination: Destination;
  readonly #connection: ClusterConnection;
  readonly #server: URL;
  #pool?: { dispatcher: Dispatcher; certificate: ClientCertificate };
  #closed = false;

  /** @throws TypeError where the server's address is not one of HTTP, or carries a user and password */
  static create(connection: ClusterConnection): Transport {
    return new Transport(connection, parseServer(connection.server));
  }

  private constructor(connection: ClusterConnection, server: URL) {
    this.#connection = connection;
    this.#server = server;
    this.destination = {
      target: hostAndPort(server),
      proxy:
        connection.proxyUrl === undefined
          ? undefined
          : hostAndPort(new URL(connection.proxyUrl)),
      proxyFrom: connection.proxyFrom,
      hasAuthority: connection.caData !== undefined,
    };
  }

  /** Sends one request; rejects with an `ExchangeFailure`. */
  async send(
    request: TransportRequest,
    credential: KubeCredential,
    onStart?: (bytes: Buffer) => void,
  ): Promise<ExchangeAnswer> {
    return exchange(
      this.#dispatcher(credential.clientCert),
      this.#bound(request, credential),
      onStart,
    );
  }

  /** Sends one request and hands the answer on as it comes; rejects with an `ExchangeFailure`. */
  async relay(
    request: TransportRequest,
    credential: KubeCredential,
    sink: RelaySink,
    observer: RelayObserver,
  ): Promise<void> {
    await relayExchange(
      this.#dispatcher(credential.clientCert),
      this.#bound(request, credential),
      sink,
      observer,
    );
  }

  /** Ends all connections; what is under way fails. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#pool?.dispatcher.destroy();
  }

  #bound<T extends { path: string; headers: Record<string, string> }>(
    request: T,
    credential: KubeCredential,
  ): T & { origin: string } {
    return {
      ...request,
      origin: this.#server.origin,
      path: this.#server.pathname.replace(/\/+$/, '') + request.path,
      headers: { ...request.headers, ...authorization(credential) },
    };
  }

  #dispatcher(certificate: ClientCertificate): Dispatcher {
    const pool = this.#pool;
    if (pool && (this.#closed || isSame(pool.certificate, certificate))) {
      return pool.dispatcher;
    }
    const dispatcher = createDispatcher(
      this.#connection,
      this.#server,
      certificate,
    );
    this.#pool = { dispatcher, certificate };
    if (this.#closed) {
      void dispatcher.destroy();
    }
    // What still runs over the old certificate may end; a failure of it is its request's own.
    pool?.dispatcher.close().catch(() => undefined);
    return dispatcher;
  }
}

function createDispatcher(
  connection: ClusterConnection,
  server: URL,
  certificate: ClientCertificate,
): Dispatcher {
  const { caData, skipTLSVerify, proxyUrl } = connection;
  const rule: AddressRule = {
    host: server.hostname,
    onlyPublic: connection.onlyPublicAddresses === true,
    verified: server.protocol === 'https:' && !skipTLSVerify,
  };
  const connect = buildConnector({
    ...asContext({
      ca: caData,
      cert: certificate?.cert,
      key: certificate?.key,
    }),
    servername: connection.tlsServerName,
    rejectUnauthorized: !skipTLSVerify,
    checkServerIdentity: checkIdentity,
    timeout: CONNECT_TIMEOUT_MS,
    autoSelectFamilyAttemptTimeout: 2_000,
    lookup: guardedLookup(rule),
  });
  return new Agent({
    // Deadlines are ours, by AbortSignal.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: afterCheck(
      rule,
      proxyUrl === undefined
        ? connect
        : throughProxy(connect, {
            proxy: new URL(proxyUrl),
            timeoutMs: CONNECT_TIMEOUT_MS,
            caData,
            skipTLSVerify,
          }),
    ),
  });
}

/** An address that stands in the server's own is not looked up, and through a proxy nothing is. */
function afterCheck(
  rule: AddressRule,
  connect: buildConnector.connector,
): buildConnector.connector {
  return (destination, callback) => {
    try {
      checkLiteral(rule);
    } catch (error) {
      callback(error as Error, null);
      return;
    }
    connect(destination, callback);
  };
}

/**
 * Certificates are parsed once for all connections of a pool, not at each of them: they end between two polls, and parsing was an
 * eighth of what a portal with 300 clusters did. What cannot be parsed is told by the connection that fails of it.
 */
function asContext(certificates: SecureContextOptions) {
  try {
    return { secureContext: createSecureContext(certificates) };
  } catch {
    return certificates;
  }
}

/** Node 22.23 looks for an IPv6 address among the DNS names of a certificate, where it never is: OpenSSL itself is asked. */
function checkIdentity(
  host: string,
  certificate: PeerCertificate,
): Error | undefined {
  return isIPv6(host) && new X509Certificate(certificate.raw).checkIP(host)
    ? undefined
    : checkServerIdentity(host, certificate);
}

/** The header that carries a credential. */
export function authorization({ token, basic }: KubeCredential): {
  authorization?: string;
} {
  if (token !== undefined) {
    return { authorization: `Bearer ${token}` };
  }
  return basic
    ? {
        authorization: `Basic ${Buffer.from(
          `${basic.username}:${basic.password}`,
        ).toString('base64')}`,
      }
    : {};
}

function isSame(one: ClientCertificate, other: ClientCertificate): boolean {
  return one?.cert === other?.cert && one?.key === other?.key;
}
