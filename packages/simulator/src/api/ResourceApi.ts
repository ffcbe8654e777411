import { isRecord, type KubeObject } from '../objects/KubeObject';
import type { ResourceRegistry } from '../resources/ResourceRegistry';
import type { ServedResource } from '../resources/types';
import type { LogStore } from '../store/LogStore';
import type { ObjectStore } from '../store/ObjectStore';
import { StoredObject } from '../store/StoredObject';
import { representation } from './accept';
import type { ApiResponse, AuthenticatedRequest } from './ApiRequest';
import type { Dialect } from './Dialect';
import { apiVersionOf, listObjects } from './listObjects';
import { metadataOf } from './partialMetadata';
import type { ObjectRef } from './ObjectRef';
import { checkLogOptions, podLog } from './podLog';
import type { ResourceTarget } from './RequestTarget';
import { reviews } from './reviews';
import {
  alreadyExists,
  methodNotAllowed,
  notFound,
  pageNotFound,
  resourceNotFound,
} from './status';
import { tableOf } from './table';
import {
  isDryRun,
  objectToCreate,
  objectToReplace,
  parseBody,
} from './writeObjects';

interface Call {
  resource: ServedResource;
  target: ResourceTarget;
  request: AuthenticatedRequest;
}

/** What the resources need of the server that they are of. */
interface ApiServer {
  readonly dialect: Dialect;
  readonly logs: LogStore;
  put(object: KubeObject): KubeObject;
  remove(ref: ObjectRef): void;
}

/** Reads and writes of resources, after authorisation. */
export class ResourceApi {
  static create(options: {
    api: ApiServer;
    registry: ResourceRegistry;
    store: ObjectStore;
    now: () => Date;
  }): ResourceApi {
    return new ResourceApi(options);
  }

  readonly #api: ApiServer;
  readonly #registry: ResourceRegistry;
  readonly #store: ObjectStore;
  readonly #now: () => Date;

  private constructor(options: {
    api: ApiServer;
    registry: ResourceRegistry;
    store: ObjectStore;
    now: () => Date;
  }) {
    this.#api = options.api;
    this.#registry = options.registry;
    this.#store = options.store;
    this.#now = options.now;
  }

  handle(target: ResourceTarget, request: AuthenticatedRequest): ApiResponse {
    const resource = this.#registry.find(target.group, target.resource);
    const { subresource } = target;
    if (
      !resource?.versions.includes(target.version) ||
      (subresource && !resource.subresources.includes(subresource))
    ) {
      if (this.#registry.isBuiltin(target.group)) {
        throw resourceNotFound();
      }
      return pageNotFound();
    }
    const call = { resource, target, request };
    switch (target.verb) {
      case 'list':
        return this.#list(call);
      case 'get':
        return subresource === 'log' ? this.#log(call) : this.#get(call);
      case 'create':
        return this.#create(call);
      case 'update':
      case 'patch':
        return this.#replace(call);
      case 'delete':
        return this.#delete(call);
      default:
        throw methodNotAllowed();
    }
  }

  #list(call: Call): ApiResponse {
    const { resource, target } = call;
    if (!resource.verbs.includes('list')) {
      throw methodNotAllowed();
    }
    // A list by field selector was authorised as one of a name; as a list it has none.
    return listObjects({
      ...call,
      store: this.#store,
      dialect: this.#api.dialect,
      now: this.#now,
      target: { ...target, name: undefined },
    });
  }

  #get(call: Call): ApiResponse {
    const { target, request } = call;
    const stored = this.#present(call);
    const form = representation(
      request.headers.accept,
      false,
      this.#api.dialect,
    );
    if (form.form === 'table') {
      const metadata = {
        resourceVersion: stored.object.metadata.resourceVersion,
      };
      return tableOf({
        ...call,
        dialect: this.#api.dialect,
        now: this.#now,
        items: [stored],
        metadata,
        version: form.version,
      });
    }
    return {
      status: 200,
      body:
        form.form === 'metadata'
          ? `${metadataOf(stored, form.version)}\n`
          : `${stored.json(apiVersionOf(target), true)}\n`,
    };
  }

  #log(call: Call): ApiResponse {
    const { target, request } = call;
    checkLogOptions(target.name ?? '', request.query);
    return podLog({
      pod: this.#present(call).object,
      logs: this.#api.logs,
      request,
      now: this.#now,
    });
  }

  #create(call: Call): ApiResponse {
    const { resource, target, request } = call;
    const review = reviews[resource.resource];
    if (review) {
      return review({
        identity: request.identity,
        body: parseBody(request.body),
        apiVersion: apiVersionOf(target),
        now: this.#now,
        dialect: this.#api.dialect,
      });
    }
    if (target.name || !resource.verbs.includes('get')) {
      throw methodNotAllowed();
    }
    const object = objectToCreate(call);
    const { name, namespace } = object.metadata;
    if (namespace) {
      this.#requireNamespace(namespace);
    }
    if (this.#store.get(resource, namespace, name)) {
      throw alreadyExists({ ...resource, name });
    }
    return this.#written(call, 201, object);
  }

  #replace(call: Call): ApiResponse {
    if (!call.target.name) {
      throw methodNotAllowed();
    }
    const present = this.#present(call).object;
    return this.#written(call, 200, objectToReplace({ ...call, present }));
  }

  #delete(call: Call): ApiResponse {
    const { resource, target, request } = call;
    if (target.subresource) {
      throw methodNotAllowed();
    }
    const { object } = this.#present(call);
    const { name, namespace, uid } = object.metadata;
    if (!isDryRun(request, this.#api.dialect) && !dryRunInBody(request.body)) {
      this.#api.remove({ ...object, name, namespace });
    }
    return {
      status: 200,
      body: `${JSON.stringify({
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Success',
        details: {
          name,
          ...(resource.group && { group: resource.group }),
          kind: resource.resource,
          uid,
        },
      })}\n`,
    };
  }

  /** Stores what is written, a dry run aside, and answers with it. */
  #written(call: Call, status: number, object: KubeObject): ApiResponse {
    const stored = isDryRun(call.request, this.#api.dialect)
      ? StoredObject.create(object)
      : StoredObject.create(this.#api.put(object));
    return {
      status,
      body: `${stored.json(apiVersionOf(call.target), true)}\n`,
    };
  }

  #present({ resource, target }: Call): StoredObject {
    const name = target.name ?? '';
    const namespace = resource.namespaced ? target.namespace : undefined;
    const stored = this.#store.get(resource, namespace, name);
    if (!stored) {
      throw notFound({ ...resource, name });
    }
    return stored;
  }

  #requireNamespace(name: string): void {
    const namespaces = this.#registry.find('', 'namespaces');
    if (namespaces && !this.#store.get(namespaces, undefined, name)) {
      throw notFound({ group: '', resource: 'namespaces', name });
    }
  }
}

/** DeleteOptions may come as a body. */
function dryRunInBody(body: string): boolean {
  if (!body) {
    return false;
  }
  const options = parseBody(body);
  return (
    isRecord(options) &&
    Array.isArray(options.dryRun) &&
    options.dryRun.includes('All')
  );
}
