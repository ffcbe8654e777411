import type { ClusterConnection } from '../connection/ClusterConnection';
import { obtainCredential } from '../client/obtainCredential';
import { exchangeError, timeoutError } from '../errors/exchangeError';
import { KubeError, type KubeErrorDetails } from '../errors/KubeError';
import { isConnectionReset, type Stage } from '../errors/socketError';
import { ExchangeFailure } from '../http/ExchangeFailure';
import { nonResourcePath, resourcePath, type ResourceRef } from '../http/paths';
import { queryString } from '../http/queryString';
import type { RelaySink } from '../http/relayExchange';
import { Transport } from '../http/Transport';
import { CredentialGuard } from './CredentialGuard';
import { RelayDeadlines, type RelayTimes } from './RelayDeadlines';

/**
 * A reading request, by its parts: nothing of a caller's own path or headers is taken over.
 *
 * @public
 */
export interface RelayRequest {
  method: 'GET' | 'HEAD';
  /** An object or a list, or a path that is none, of the closed set of `KubeClient.nonResource`. */
  target: ResourceRef | { path: string };
  query?: Readonly<Record<string, string | undefined>>;
  accept: string;
}

/** @public */
export interface RelayLimits extends RelayTimes {
  maxBytes: number;
}

/** @public */
export interface KubeRelayOptions {
  userAgent: string;
  limits: RelayLimits;
}

/**
 * Hands answers of a cluster on as they come, with connections of its own: what people read through it takes no place from what the
 * portal itself asks.
 *
 * @remarks Bounds on how many run at once are the caller's. Redirects and errors of the server are answers like others.
 *
 * @public
 */
export class KubeRelay {
  readonly #connection: ClusterConnection;
  readonly #transport: Transport;
  readonly #options: KubeRelayOptions;

  /** @throws TypeError where the connection's server is not an address */
  static create(
    connection: ClusterConnection,
    options: KubeRelayOptions,
  ): KubeRelay {
    return new KubeRelay(connection, Transport.create(connection), options);
  }

  private constructor(
    connection: ClusterConnection,
    transport: Transport,
    options: KubeRelayOptions,
  ) {
    this.#connection = connection;
    this.#transport = transport;
    this.#options = options;
  }

  /** `host:port`, for sentences. */
  get target(): string {
    return this.#transport.destination.target;
  }

  /**
   * Sends a request and hands the answer to `sink`; resolves when all of it came.
   *
   * @remarks Rejects with a {@link KubeError}, or with the reason of `signal`. After `sink.head` a part of the answer went out. A
   * connection that the server had closed meanwhile is tried again once, before that.
   *
   * @throws TypeError where a part of the target could change what the path means; nothing was sent then
   */
  async send(
    request: RelayRequest,
    sink: RelaySink,
    signal?: AbortSignal,
  ): Promise<void> {
    const path =
      'path' in request.target
        ? nonResourcePath(request.target.path)
        : resourcePath(request.target);
    const deadlines = RelayDeadlines.start(this.#options.limits, signal);
    let hasHead = false;
    const attempt = () =>
      this.#attempt(request, path, deadlines, {
        head: (status, headers, resume) => {
          hasHead = true;
          if (status === 401) {
            this.#connection.credentialsRefused?.();
          }
          sink.head(status, headers, resume);
        },
        data: chunk => sink.data(chunk),
      });
    try {
      await attempt().catch(error =>
        !hasHead && error instanceof KubeError && isConnectionReset(error)
          ? attempt()
          : Promise.reject(error),
      );
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      deadlines.end();
    }
  }

  /** Ends all connections; what is under way fails. */
  async close(): Promise<void> {
    await this.#transport.close();
  }

  async #attempt(
    { method, query, accept, target }: RelayRequest,
    path: string,
    deadlines: RelayDeadlines,
    sink: RelaySink,
  ): Promise<void> {
    const { userAgent, limits } = this.#options;
    const { signal } = deadlines;
    const details: KubeErrorDetails = {
      request: { method, path },
      ...('resource' in target && { target: { verb: 'get', ref: target } }),
    };
    const expired = (stage: Stage) =>
      timeoutError(
        { stage, timeoutMs: deadlines.expiredMs ?? limits.totalMs },
        this.#transport.destination,
        details,
      );
    try {
      const credential = await obtainCredential(this.#connection, {
        target: this.target,
        details,
        signal,
      });
      const guard = new CredentialGuard(sink, credential);
      await this.#transport.relay(
        {
          method,
          path: path + queryString(query),
          headers: { accept, 'user-agent': userAgent },
          signal,
          maxBytes: limits.maxBytes,
        },
        credential,
        guard,
        deadlines,
      );
      guard.end();
    } catch (error) {
      if (!(error instanceof ExchangeFailure)) {
        throw error instanceof KubeError || !signal.aborted
          ? error
          : expired('connect');
      }
      throw error.kind === 'aborted'
        ? expired(error.stage)
        : exchangeError(error, {
            destination: this.#transport.destination,
            maxBytes: limits.maxBytes,
            details,
          });
    }
  }
}
