import { asKubeObject, type KubeObject } from '../objects/KubeObject';
import { groupOf, ResourceRegistry } from '../resources/ResourceRegistry';
import type { ServedResource } from '../resources/types';
import { LogStore } from '../store/LogStore';
import { ObjectStore } from '../store/ObjectStore';
import type { ApiResponse, AuthenticatedRequest } from './ApiRequest';
import { authorize } from './authorize';
import { type Dialect, dialectOf, minorOf } from './Dialect';
import { discover } from './discovery';
import { Health } from './Health';
import type { ObjectRef } from './ObjectRef';
import { ResourceApi } from './ResourceApi';
import { parseTarget } from './RequestTarget';
import { failure, pageNotFound, pathsNotFound, StatusError } from './status';
import { versionDocument } from './versionDocument';

/** What one API server does with an authenticated request; it knows nothing of sockets. */
export class KubeApi {
  static create(options: {
    name: string;
    gitVersion: string;
    openshift: boolean;
    now: () => Date;
  }): KubeApi {
    return new KubeApi(options);
  }

  readonly health = Health.create();
  readonly store: ObjectStore;
  readonly logs = LogStore.create();
  readonly registry: ResourceRegistry;
  readonly #gitVersion: string;
  readonly dialect: Dialect;
  readonly #resources: ResourceApi;

  private constructor(options: {
    name: string;
    gitVersion: string;
    openshift: boolean;
    now: () => Date;
  }) {
    this.#gitVersion = options.gitVersion;
    this.dialect = dialectOf(minorOf(options.gitVersion));
    this.registry = ResourceRegistry.create({
      minor: this.dialect.minor,
      openshift: options.openshift,
    });
    this.store = ObjectStore.create({ seed: options.name, now: options.now });
    this.#resources = ResourceApi.create({
      api: this,
      registry: this.registry,
      store: this.store,
      now: options.now,
    });
    for (const namespace of [
      'default',
      'kube-node-lease',
      'kube-public',
      'kube-system',
    ]) {
      this.put(namespaceObject(namespace));
    }
  }

  handle(request: AuthenticatedRequest): ApiResponse {
    try {
      const target = parseTarget(request.method, request.path, request.query);
      authorize(request.identity, target);
      return target.resource === undefined
        ? this.#path(request)
        : this.#resources.handle(target, request);
    } catch (error) {
      if (error instanceof StatusError) {
        return failure(error.status, error.headers);
      }
      throw error;
    }
  }

  /** Creates or replaces, past all rules: what the controllers of a cluster would have done. */
  put(value: unknown): KubeObject {
    const object = this.logs.take(asKubeObject(value));
    if (object.kind === 'CustomResourceDefinition') {
      this.registry.define(object);
    }
    const resource = this.#resourceOf(object);
    const { namespace } = object.metadata;
    if (resource.namespaced && namespace === undefined) {
      throw new Error(
        `${object.kind} ${object.metadata.name} needs a namespace`,
      );
    }
    if (namespace !== undefined) {
      const namespaces = this.registry.find('', 'namespaces');
      if (namespaces && !this.store.get(namespaces, undefined, namespace)) {
        this.store.put(namespaces, namespaceObject(namespace));
      }
    }
    return this.store.put(resource, object).object;
  }

  list(of: Pick<ObjectRef, 'apiVersion' | 'kind'>): KubeObject[] {
    const stored = this.store.list(this.#resourceOf(of)) ?? [];
    return stored.map(({ object }) => object);
  }

  get(ref: ObjectRef): KubeObject | undefined {
    return this.store.get(this.#resourceOf(ref), ref.namespace, ref.name)
      ?.object;
  }

  /** Removes an object, and with a namespace or a CRD everything of it. */
  remove(ref: ObjectRef): KubeObject | undefined {
    const resource = this.#resourceOf(ref);
    const removed = this.store.remove(
      resource,
      ref.namespace,
      ref.name,
    )?.object;
    if (resource.resource === 'pods') {
      this.logs.remove(ref.namespace, ref.name);
    }
    if (
      removed &&
      resource.group === '' &&
      resource.resource === 'namespaces'
    ) {
      this.#removeAll(
        this.registry.all(),
        object => object.metadata.namespace === ref.name,
      );
    }
    if (removed?.kind === 'CustomResourceDefinition') {
      const defined = this.registry.undefine(removed);
      this.#removeAll(defined ? [defined] : [], () => true);
    }
    return removed;
  }

  #removeAll(
    resources: ServedResource[],
    matches: (object: KubeObject) => boolean,
  ): void {
    for (const resource of resources) {
      for (const { object } of this.store.list(resource) ?? []) {
        if (matches(object)) {
          const { namespace, name } = object.metadata;
          this.store.remove(resource, namespace, name);
        }
      }
    }
  }

  #resourceOf(object: { apiVersion: string; kind: string }): ServedResource {
    const resource = this.registry.ofObject(object);
    if (!resource) {
      throw new Error(
        `no resource ${object.kind} in group "${groupOf(
          object.apiVersion,
        )}": declare its CustomResourceDefinition first, or another Kubernetes version`,
      );
    }
    return resource;
  }

  #path(request: AuthenticatedRequest): ApiResponse {
    const { path } = request;
    if (path === '/version' || path === '/version/') {
      return versionDocument(this.#gitVersion);
    }
    return (
      this.health.answer(request) ??
      discover({ registry: this.registry, dialect: this.dialect, request }) ??
      (this.dialect.listsPaths ? pathsNotFound() : pageNotFound())
    );
  }
}

function namespaceObject(name: string): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    // The label has been there since 1.21; harmless before.
    metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  };
}
