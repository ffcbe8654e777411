import type { ClusterConnection } from '../connection/ClusterConnection';
import type { CredentialFacts } from '../connection/credentialFacts';
import { isKubeError } from '../errors/KubeError';
import { KubeStats } from '../http/KubeStats';
import { Limiter } from '../http/Limiter';
import { nonResourcePath, resourcePath, type ResourceRef } from '../http/paths';
import { parseBody } from './body';
import { listAll } from './list';
import type {
  CreateOptions,
  DeleteOptions,
  KubeAnswer,
  KubeClientOptions,
  ListAnswer,
  ListOptions,
  RequestOptions,
} from './options';
import { Sender, type Outgoing, type SendOptions, type Sent } from './Sender';

const JSON_ACCEPT = 'application/json';

/**
 * Reads a cluster's API, and creates and deletes the few objects that checks need.
 *
 * @remarks Every method rejects with a {@link KubeError} only, or with the reason of the caller's signal. A part of a path that
 * could change its meaning is a `TypeError`, before anything is sent.
 *
 * @public
 */
export class KubeClient {
  readonly #sender: Sender;
  readonly #own: Pick<SendOptions, 'stats' | 'onAdmitted' | 'limiter'>;

  /** @throws TypeError where the connection's server is not an address */
  static create(
    connection: ClusterConnection,
    options: KubeClientOptions = {},
  ): KubeClient {
    return new KubeClient(Sender.create(connection, options), {
      stats: new KubeStats(),
    });
  }

  private constructor(
    sender: Sender,
    own: Pick<SendOptions, 'stats' | 'onAdmitted' | 'limiter'>,
  ) {
    this.#sender = sender;
    this.#own = own;
  }

  /** Counts since this object was created. */
  get stats(): KubeStats {
    return this.#own.stats;
  }

  /**
   * The same connections, breaker and limiter with counts of its own, so that requests can be put down to a run or a fact.
   *
   * @param atOnce - how many of its own requests run at once, where that is to be less than the cluster's limiter allows
   */
  withStats(atOnce?: number): KubeClient {
    return new KubeClient(this.#sender, {
      stats: new KubeStats(),
      ...(atOnce !== undefined && { limiter: Limiter.create(atOnce) }),
    });
  }

  /**
   * This client and its counts, with a word each time that a request is let go: its credentials are there and the limiter has room.
   * Whoever measures the server's time begins there.
   */
  withAdmission(onAdmitted: () => void): KubeClient {
    return new KubeClient(this.#sender, { ...this.#own, onAdmitted });
  }

  /**
   * A path that is not a resource, e.g. `/version` or `/readyz`.
   *
   * @param path - of a closed set: version, the three health paths and discovery
   */
  async nonResource<T>(
    path: string,
    options: RequestOptions & {
      query?: Record<string, string>;
      text?: boolean;
      accept?: string;
    } = {},
  ): Promise<KubeAnswer<T>> {
    return this.#call<T>(
      {
        method: 'GET',
        path: nonResourcePath(path),
        query: options.query,
        accept:
          options.accept ?? (options.text ? 'text/plain, */*' : JSON_ACCEPT),
        idempotent: true,
      },
      options,
      options.text,
    );
  }

  /** Host and port of the API server, as in the sentences of errors. */
  get target(): string {
    return this.#sender.target;
  }

  async get<T>(
    ref: ResourceRef & { name: string },
    options: RequestOptions = {},
  ): Promise<T> {
    return (await this.getAnswer<T>(ref, options)).value;
  }

  /** As {@link KubeClient.get}, with status, headers and duration. */
  async getAnswer<T>(
    ref: ResourceRef & { name: string },
    options: RequestOptions = {},
  ): Promise<KubeAnswer<T>> {
    return this.#call<T>(
      {
        method: 'GET',
        path: resourcePath(ref),
        accept: JSON_ACCEPT,
        idempotent: true,
        resource: { verb: 'get', ref },
      },
      options,
    );
  }

  /**
   * All objects, page by page.
   *
   * @remarks A list whose version expires on the way is begun anew once. What does not end as a list should is `malformed`.
   */
  async list<T, P = T>(
    ref: ResourceRef,
    options: ListOptions<T, P> = {},
  ): Promise<ListAnswer<P>> {
    return listAll<T, P>(
      (outgoing, onStart) => this.#send(outgoing, options, onStart),
      { ref, target: this.#sender.target },
      options,
    );
  }

  /** Creates an object. Repeated only where that cannot create a second one: dry runs and self-reviews. */
  async create<T>(
    ref: ResourceRef,
    body: object,
    options: CreateOptions = {},
  ): Promise<KubeAnswer<T>> {
    return this.#call<T>(
      {
        method: 'POST',
        path: resourcePath(ref),
        query: { dryRun: options.dryRun ? 'All' : undefined },
        accept: JSON_ACCEPT,
        body,
        idempotent: options.dryRun === true || isReview(ref),
        resource: { verb: 'create', ref },
      },
      options,
    );
  }

  /** Deletes an object. One that is gone when the call is repeated was deleted by the attempt whose answer was lost. */
  async delete(
    ref: ResourceRef & { name: string },
    options: DeleteOptions = {},
  ): Promise<void> {
    try {
      await this.#send(
        {
          method: 'DELETE',
          path: resourcePath(ref),
          query: { propagationPolicy: options.propagationPolicy },
          accept: JSON_ACCEPT,
          idempotent: true,
          resource: { verb: 'delete', ref },
        },
        options,
      );
    } catch (error) {
      if (
        !(
          isKubeError(error) &&
          error.errorClass === 'notFound' &&
          error.attempt > 0
        )
      ) {
        throw error;
      }
    }
  }

  /**
   * Kind, expiry and issuer of the credentials in use, never the credentials themselves. Sends nothing.
   *
   * @throws Error with one sentence where the credentials cannot be obtained
   */
  async credentialFacts(signal?: AbortSignal): Promise<CredentialFacts> {
    return this.#sender.credentialFacts(signal);
  }

  /** Ends all connections, also those of clients made by {@link KubeClient.withStats}. */
  async close(): Promise<void> {
    await this.#sender.close();
  }

  #send(
    outgoing: Outgoing,
    options: RequestOptions,
    onStart?: (bytes: Buffer) => void,
  ): Promise<Sent> {
    return this.#sender.send(outgoing, { ...options, ...this.#own, onStart });
  }

  async #call<T>(
    outgoing: Outgoing,
    options: RequestOptions,
    text?: boolean,
  ): Promise<KubeAnswer<T>> {
    const sent = await this.#send(outgoing, options);
    const value = parseBody<T>(sent, outgoing, this.#sender.target, text);
    return {
      value,
      status: sent.status,
      headers: sent.headers,
      durationMs: sent.durationMs,
    };
  }
}

/** Reviews are questions in the form of objects; nothing is stored. */
function isReview({ group, resource }: ResourceRef): boolean {
  return (
    (group === 'authorization.k8s.io' || group === 'authentication.k8s.io') &&
    resource.endsWith('reviews')
  );
}
