import type {
  ClusterConnection,
  KubeCredential,
} from '../connection/ClusterConnection';
import {
  credentialFacts,
  type CredentialFacts,
} from '../connection/credentialFacts';
import { exchangeError, timeoutError } from '../errors/exchangeError';
import { KubeError, type KubeErrorDetails } from '../errors/KubeError';
import type { Stage } from '../errors/socketError';
import { fromStatus } from '../errors/statusError';
import { Breaker } from '../http/Breaker';
import { Deadline } from '../http/Deadline';
import type { ExchangeAnswer } from '../http/exchange';
import { ExchangeFailure } from '../http/ExchangeFailure';
import type { KubeStats } from '../http/KubeStats';
import { Limiter } from '../http/Limiter';
import type { ResourceRef } from '../http/paths';
import { withRetries, type RetryOptions } from '../http/retry';
import { queryString } from '../http/queryString';
import { Transport } from '../http/Transport';
import { redact } from '../connection/redact';
import { obtainCredential } from './obtainCredential';
import type { KubeClientOptions, RequestOptions } from './options';

/** A request as the client's methods describe it. */
export interface Outgoing {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  query?: Record<string, string | undefined>;
  accept: string;
  body?: object;
  /** May be sent again without harm. */
  idempotent: boolean;
  resource?: { verb: string; ref: ResourceRef };
}

/** What the client adds to a caller's options. */
export interface SendOptions extends RequestOptions {
  stats: KubeStats;
  /** Called when the request is let go. */
  onAdmitted?: () => void;
  /** Given the first bytes of an answer's body as they come, of every attempt. */
  onStart?: (bytes: Buffer) => void;
  /** Bounds the requests of one caller, before they take a place of the cluster's. */
  limiter?: Limiter;
}

/** A whole answer with a status of 2xx. */
export type Sent = ExchangeAnswer;

/** One call on its way. */
interface Call {
  outgoing: Outgoing;
  credential: KubeCredential;
  deadline: Deadline;
  /** Of who asked for it. */
  caller?: AbortSignal;
  timeoutMs: number;
  stats: KubeStats;
  onStart?: (bytes: Buffer) => void;
  lastFailure?: unknown;
}

const DEFAULT_TIMEOUT_MS = 10_000;
const DEFAULT_MAX_BYTES = 64 * 1024 * 1024;

/**
 * Sends requests to one cluster: credentials, limiter, then deadline, breaker, retries, transport.
 *
 * @remarks In this order, because a call that waited for its turn must see a breaker that opened meanwhile, and because a call
 * with all its retries is one failure for the breaker.
 */
export class Sender {
  readonly #connection: ClusterConnection;
  readonly #transport: Transport;
  readonly #limiter: Limiter;
  readonly #breaker: Breaker;
  readonly #retries: RetryOptions;
  readonly #now: () => Date;
  readonly #userAgent: string;
  readonly #maxBytes: number;

  static create(
    connection: ClusterConnection,
    options: KubeClientOptions,
  ): Sender {
    return new Sender(connection, Transport.create(connection), options);
  }

  private constructor(
    connection: ClusterConnection,
    transport: Transport,
    options: KubeClientOptions,
  ) {
    this.#connection = connection;
    this.#transport = transport;
    this.#now = options.now ?? (() => new Date());
    this.#limiter = options.limiter ?? Limiter.create(6);
    this.#breaker = Breaker.create(options.breaker ?? {}, this.#now);
    this.#retries = options.retries ?? {};
    this.#userAgent = options.userAgent ?? 'runai-portal';
    this.#maxBytes = options.maxResponseBytes ?? DEFAULT_MAX_BYTES;
  }

  /** `host:port`, for sentences. */
  get target(): string {
    return this.#transport.destination.target;
  }

  /** Rejects with a {@link KubeError}, or with the reason of `options.signal`. */
  async send(outgoing: Outgoing, options: SendOptions): Promise<Sent> {
    const { signal, stats, limiter } = options;
    // Before the limiters: a plugin that takes its time must not hold a place that other requests could use.
    const credential = await obtainCredential(this.#connection, {
      target: this.target,
      details: this.#details(outgoing),
      signal,
    });
    const admitted = async () => {
      options.onAdmitted?.();
      const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
      const deadline = Deadline.start(timeoutMs, signal);
      const call: Call = {
        outgoing,
        credential,
        deadline,
        caller: signal,
        timeoutMs,
        stats,
        onStart: options.onStart,
      };
      try {
        return await deadline.race(
          this.#breaker.run(() =>
            withRetries(({ number }) => this.#attempt(call, number), {
              ...this.#retries,
              idempotent: outgoing.idempotent,
              answers: options.retry !== false,
              signal: deadline.signal,
              remainingMs: () => deadline.remainingMs,
            }),
          ),
        );
      } catch (error) {
        signal?.throwIfAborted();
        // The deadline can also strike between two attempts: then the failure that was to be repeated is the answer.
        throw error instanceof KubeError
          ? error
          : call.lastFailure ?? this.#timeout(call, 'connect');
      } finally {
        deadline.end();
      }
    };
    const inTurn = () => this.#limiter.run(admitted, signal);
    return limiter ? limiter.run(inTurn, signal) : inTurn();
  }

  /** What can be told of the credentials in use. */
  async credentialFacts(signal?: AbortSignal): Promise<CredentialFacts> {
    return credentialFacts(this.#connection, signal);
  }

  async close(): Promise<void> {
    await this.#transport.close();
  }

  async #attempt(call: Call, number: number): Promise<Sent> {
    const { outgoing, credential, deadline, stats } = call;
    deadline.signal.throwIfAborted();
    stats.requests += 1;
    stats.retries += number > 0 ? 1 : 0;
    try {
      const answer = await this.#transport.send(
        {
          method: outgoing.method,
          path: outgoing.path + queryString(outgoing.query),
          headers: {
            accept: outgoing.accept,
            'user-agent': this.#userAgent,
            ...(outgoing.body && { 'content-type': 'application/json' }),
          },
          body: outgoing.body && JSON.stringify(outgoing.body),
          signal: deadline.signal,
          maxBytes: this.#maxBytes,
        },
        credential,
        call.onStart,
      );
      stats.bytes += answer.body.length;
      if (answer.status === 429) {
        stats.addThrottled(answer.headers['x-kubernetes-pf-flowschema-uid']);
      }
      if (answer.status >= 200 && answer.status < 300) {
        return answer;
      }
      if (answer.status === 401) {
        this.#connection.credentialsRefused?.();
      }
      throw fromStatus({
        ...answer,
        body: redact(answer.body.toString('utf8'), credential),
        headers: redacted(answer.headers, credential),
        target: this.target,
        request: { method: outgoing.method, path: outgoing.path },
        resource: outgoing.resource,
        attempt: number,
        now: this.#now(),
      });
    } catch (error) {
      call.lastFailure =
        error instanceof ExchangeFailure ? this.#failure(call, error) : error;
      throw call.lastFailure;
    }
  }

  #failure(call: Call, failure: ExchangeFailure): unknown {
    if (failure.kind === 'aborted') {
      // That somebody did not want to wait any more says nothing of the server.
      return call.caller?.aborted
        ? call.caller.reason
        : this.#timeout(call, failure.stage);
    }
    return exchangeError(failure, {
      destination: this.#transport.destination,
      maxBytes: this.#maxBytes,
      details: this.#details(call.outgoing),
    });
  }

  #timeout({ outgoing, timeoutMs }: Call, stage: Stage): KubeError {
    return timeoutError(
      { stage, timeoutMs },
      this.#transport.destination,
      this.#details(outgoing),
    );
  }

  #details({ method, path, resource }: Outgoing): KubeErrorDetails {
    return { request: { method, path }, target: resource };
  }
}

/** A redirect may repeat what was sent, too. */
function redacted(
  headers: Record<string, string>,
  credential: KubeCredential,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      redact(value, credential),
    ]),
  );
}
