import {
  type AccountOptions,
  anonymous,
  type Identity,
  identityOf,
} from './api/Account';
import type { ApiResponse } from './api/ApiRequest';
import { KubeApi } from './api/KubeApi';
import type { ObjectRef } from './api/ObjectRef';
import { mergePatch } from './api/mergePatch';
import { failure, unauthorized } from './api/status';
import type { ClusterSpec } from './ClusterSpec';
import {
  caCertificate,
  clientCertificate,
  type KeyAndCertificate,
} from './http/certificates';
import type { Fault } from './http/faults';
import { type IncomingRequest, Listener } from './http/Listener';
import { kubeconfigText } from './kubeconfigText';
import { asKubeObject, type KubeObject } from './objects/KubeObject';

/** @public */
export interface StartOptions {
  /** HTTPS with a certificate of `running.caData`; on by default. */
  tls?: boolean;
  /** A free one by default. */
  port?: number;
  /** The server's clock: the `Date` header and the times of new objects. */
  now?: () => Date;
}

/** @public One request that the server was sent. */
export interface RequestRecord {
  method: string;
  path: string;
  query: Record<string, string>;
  /** Of the account; undefined where the token is not known. */
  user?: string;
  /** Undefined where nothing was sent back. */
  status?: number;
}

/** What a client needs, as plain values. */
export interface PlainConnection {
  server: string;
  caData?: string;
  token: string;
}

/** So many requests are remembered; older ones are forgotten. */
const rememberedRequests = 20_000;

/**
 * A simulated API server that listens. Everything about it can be changed while it runs.
 *
 * @public
 */
export class RunningCluster {
  /** @internal */
  static async start(
    spec: ClusterSpec,
    options: StartOptions,
  ): Promise<RunningCluster> {
    const running = new RunningCluster(spec, options);
    running.#listener = await Listener.start({
      tls: options.tls ?? true,
      port: options.port ?? 0,
      now: running.#now,
      answer: request => running.#answer(request),
      served: (request, status) => running.#record(request, status),
    });
    return running;
  }

  readonly name: string;
  /** PEM of the authority; undefined without TLS. */
  readonly caData?: string;
  /** Every request so far, oldest first. */
  readonly requests: RequestRecord[] = [];
  readonly #api: KubeApi;
  readonly #accounts: ClusterSpec['accounts'];
  readonly #identities: Map<string, Identity>;
  readonly #now: () => Date;
  readonly #scheme: string;
  readonly #listeners = new Set<(request: RequestRecord) => void>();
  #listener: Listener | undefined;

  private constructor(spec: ClusterSpec, options: StartOptions) {
    this.name = spec.name;
    this.#now = options.now ?? (() => new Date());
    const tls = options.tls ?? true;
    this.#scheme = tls ? 'https' : 'http';
    this.caData = tls ? caCertificate() : undefined;
    this.#accounts = spec.accounts.length
      ? spec.accounts
      : [
          {
            token: 'admin-token',
            account: {
              user: 'admin',
              groups: ['system:masters'],
              rules: 'all',
            },
          },
        ];
    this.#api = KubeApi.create({
      name: spec.name,
      gitVersion: spec.gitVersion,
      openshift: spec.openshift,
      now: this.#now,
    });
    this.#identities = new Map(
      this.#accounts.map(({ token, account }) => [
        token,
        this.#identityOf(account),
      ]),
    );
    this.put(...spec.objects);
  }

  /** The address, without a trailing slash. */
  get server(): string {
    return `${this.#scheme}://127.0.0.1:${this.#running().port}`;
  }

  /** @param user - of the account; the first one's by default */
  token(user?: string): string {
    const found = user
      ? this.#accounts.find(({ account }) => account.user === user)
      : this.#accounts[0];
    if (!found) {
      throw new Error(`cluster ${this.name} has no account "${user}"`);
    }
    return found.token;
  }

  connection(user?: string): PlainConnection {
    return {
      server: this.server,
      ...(this.caData && { caData: this.caData }),
      token: this.token(user),
    };
  }

  /** A kubeconfig as YAML text, with one context. */
  kubeconfig(options: { context?: string; user?: string } = {}): string {
    return kubeconfigText({
      context: options.context ?? this.name,
      ...this.connection(options.user),
    });
  }

  /** A client certificate that authenticates `user`, who has the rules of the account of that name. */
  clientCertificate(user: string, groups?: string[]): KeyAndCertificate {
    return clientCertificate(user, groups);
  }

  /** Adds an account, or replaces the one with this token. */
  account(token: string, account: AccountOptions): void {
    this.#identities.set(token, this.#identityOf(account));
    this.#accounts.push({ token, account });
  }

  /** Makes a token unknown: requests with it get 401. */
  revoke(token: string): void {
    this.#identities.delete(token);
  }

  /** Creates or replaces objects, status included, as the controllers of a cluster would. */
  put(...values: object[]): void {
    const objects = values.map(asKubeObject);
    const crds = objects.filter(isDefinition);
    for (const object of [...crds, ...objects.filter(o => !isDefinition(o))]) {
      this.#api.put(object);
    }
  }

  /**
   * Merges into a present object.
   *
   * @throws Error where there is none
   */
  patch(ref: ObjectRef, patch: object): KubeObject {
    const present = this.get(ref);
    if (!present) {
      throw new Error(`${this.name} has no ${ref.kind} ${ref.name} to patch`);
    }
    return this.#api.put(mergePatch(present, patch));
  }

  /** Removes an object; with a namespace or a CRD, all that is in it. */
  remove(ref: ObjectRef): void {
    this.#api.remove(ref);
  }

  get(ref: ObjectRef): KubeObject | undefined {
    return this.#api.get(ref);
  }

  /** All objects of a kind, by namespace and name. */
  list(of: Pick<ObjectRef, 'apiVersion' | 'kind'>): KubeObject[] {
    return this.#api.list(of);
  }

  /** Lets continue tokens given out so far expire (410), as etcd's compaction does after some minutes. */
  compact(): void {
    this.#api.store.compact();
  }

  /** @param names - sub-checks of /readyz that fail from now on; none: all are well */
  failReadiness(...names: string[]): void {
    this.#api.health.fail(names);
  }

  /** What is wrong with the server from now on; nothing where undefined. */
  fault(...faults: (Fault | undefined)[]): void {
    this.#running().fault(faults.filter(fault => fault !== undefined));
  }

  /** Ends open connections, so that clients have to make new ones. */
  cutConnections(): void {
    this.#running().cutConnections();
  }

  /** @returns a function that ends the listening */
  onRequest(listener: (request: RequestRecord) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Stops listening and ends every connection, also those that were never answered. */
  async close(): Promise<void> {
    await this.#running().close();
  }

  #running(): Listener {
    if (!this.#listener) {
      throw new Error(`cluster ${this.name} is not started`);
    }
    return this.#listener;
  }

  #answer(request: IncomingRequest): ApiResponse {
    const identity = this.#identify(request);
    return identity
      ? this.#api.handle({ ...request, identity })
      : failure(unauthorized().status);
  }

  #identify(request: IncomingRequest): Identity | undefined {
    const { authorization } = request.headers;
    if (authorization !== undefined) {
      const token = /^Bearer (.+)$/i.exec(authorization)?.[1];
      return this.#identities.get(token ?? '');
    }
    if (!request.clientCertificate) {
      return anonymous;
    }
    const { user, groups } = request.clientCertificate;
    const known = this.#accounts.find(({ account }) => account.user === user);
    return this.#identityOf({ ...known?.account, user, groups });
  }

  #identityOf(account: AccountOptions): Identity {
    return identityOf(account, this.#api.dialect);
  }

  #record(request: IncomingRequest, status: number | undefined): void {
    const record: RequestRecord = {
      method: request.method,
      path: request.path,
      query: Object.fromEntries(request.query),
      user: this.#identify(request)?.user,
      status,
    };
    this.requests.push(record);
    if (this.requests.length > rememberedRequests) {
      this.requests.splice(0, rememberedRequests / 2);
    }
    this.#listeners.forEach(listener => listener(record));
  }
}

function isDefinition(object: KubeObject): boolean {
  return object.kind === 'CustomResourceDefinition';
}
