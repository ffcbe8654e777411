import type {
  ClusterConnection,
  KubeCredential,
} from '../connection/ClusterConnection';
import { CredentialError } from '../connection/CredentialError';
import {
  credentialFacts,
  type CredentialFacts,
} from '../connection/credentialFacts';
import { KubeError, type KubeErrorDetails } from '../errors/KubeError';
import {
  fromSocketError,
  timeoutSentence,
  type Stage,
} from '../errors/socketError';
import { fromStatus } from '../errors/statusError';
import { Breaker } from '../http/Breaker';
import { Deadline, raceSignal } from '../http/Deadline';
import { ExchangeFailure, type ExchangeAnswer } from '../http/exchange';
import type { KubeStats } from '../http/KubeStats';
import { Limiter } from '../http/Limiter';
import type { ResourceRef } from '../http/paths';
import { withRetries, type RetryOptions } from '../http/retry';
import { authorization, Transport } from '../http/Transport';
import { KubeconfigError } from '../kubeconfig/KubeconfigError';
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
    const credential = await this.#credential(outgoing, signal);
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
        target: this.target,
        request: { method: outgoing.method, path: outgoing.path },
        resource: outgoing.resource,
        attempt: number,
        now: this.#now(),
      });
    } catch (error) {
      call.lastFailure =
        error instanceof ExchangeFailure
          ? this.#exchangeError(call, error)
          : error;
      throw call.lastFailure;
    }
  }

  #exchangeError(call: Call, { kind, stage, error }: ExchangeFailure): unknown {
    const { target } = this;
    const details = this.#details(call.outgoing);
    switch (kind) {
      case 'aborted':
        // That somebody did not want to wait any more says nothing of the server.
        return call.caller?.aborted
          ? call.caller.reason
          : this.#timeout(call, stage);
      case 'tooLarge':
        return new KubeError(
          'tooLarge',
          `The answer of ${target} to ${call.outgoing.method} ${
            call.outgoing.path
          } is larger than the ${Math.round(
            this.#maxBytes / 1024,
          )} KiB that are read at most.`,
          details,
        );
      case 'encoded':
        return new KubeError(
          'malformed',
          `${target} sent a compressed answer that was not asked for: it is not an API server, or something on the way changes its answers.`,
          details,
        );
      default:
        return fromSocketError(
          error,
          stage,
          this.#transport.destination,
          details,
        );
    }
  }

  #timeout({ outgoing, timeoutMs }: Call, stage: Stage): KubeError {
    const sentence = timeoutSentence(
      stage,
      this.#transport.destination,
      timeoutMs,
    );
    return new KubeError('timeout', sentence, {
      ...this.#details(outgoing),
      code: `TIMEOUT_${stage.toUpperCase()}`,
    });
  }

  async #credential(
    outgoing: Outgoing,
    signal: AbortSignal | undefined,
  ): Promise<KubeCredential> {
    try {
      return (
        (await raceSignal(
          this.#connection.credentials?.(signal) ?? Promise.resolve({}),
          signal,
        )) ?? {}
      );
    } catch (error) {
      signal?.throwIfAborted();
      const sentence =
        error instanceof CredentialError || error instanceof KubeconfigError
          ? error.message
          : `The credentials for ${this.target} could not be obtained.`;
      throw new KubeError('credentials', sentence, {
        ...this.#details(outgoing),
        code: 'CREDENTIALS',
      });
    }
  }

  #details({ method, path, resource }: Outgoing): KubeErrorDetails {
    return { request: { method, path }, target: resource };
  }
}

function queryString(query: Outgoing['query'] = {}): string {
  const parts = Object.entries(query).flatMap(([key, value]) => {
    if (value === undefined) {
      return [];
    }
    return value === ''
      ? [encodeURIComponent(key)]
      : [`${encodeURIComponent(key)}=${encodeURIComponent(value)}`];
  });
  return parts.length ? `?${parts.join('&')}` : '';
}

/** Shorter ones are part of many a word: they are taken out only where they stand alone. */
const SHORT_SECRET = 8;

/** A server, or what poses as one, may repeat in its error what it was sent. */
function redact(text: string, credential: KubeCredential): string {
  const { token, basic } = credential;
  const header = authorization(credential).authorization?.split(' ')[1];
  return [token, header, basic?.password].reduce<string>(
    (clean, secret) =>
      secret ? clean.replaceAll(standing(secret), '<redacted>') : clean,
    text,
  );
}

function standing(secret: string): string | RegExp {
  return secret.length < SHORT_SECRET
    ? new RegExp(
        `(?<![A-Za-z0-9])${secret.replace(
          /[.*+?^${}()|[\]\\]/g,
          '\\$&',
        )}(?![A-Za-z0-9])`,
        'g',
      )
    : secret;
}
