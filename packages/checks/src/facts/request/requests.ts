import type { NonResourcePermission, Permission } from '../../declarations';

/** Something that an API server has objects of. */
export interface Resource {
  /** Absent for the core group. */
  readonly group?: string;
  /** `v1` where absent. Several where it changed over the years: the first that is served is asked for. */
  readonly version?: string | readonly string[];
  readonly resource: string;
  /**
   * Only some clusters have it, and its absence is the fact: what is served is looked up first, and a list is then empty, an
   * object undefined. Without the permission an API server answers 403 also where a resource does not exist.
   */
  readonly whereServed?: boolean;
}

/** All objects of a resource, or those of one namespace. */
export interface ListRequest extends Resource {
  readonly verb: 'list';
}

/** One object; undefined where there is none of that name. */
export interface GetRequest extends Resource {
  readonly verb: 'get';
  readonly name: string;
  /** The permission is asked for that name alone. */
  readonly byName?: boolean;
}

/** A path that is not a resource, e.g. `/version`; every authenticated user may ask for it by Kubernetes' own roles. */
export interface PathRequest {
  readonly verb: 'path';
  readonly path: string;
}

/** A question that is asked by creating an object that is not kept; every authenticated user may ask it. */
export interface ReviewRequest extends Pick<Resource, 'group' | 'resource'> {
  readonly verb: 'review';
  /** `v1` where absent. */
  readonly version?: string;
}

/** What a fact asks of an API server. */
export type Request = ListRequest | GetRequest | PathRequest | ReviewRequest;

/** What the account must be allowed to do for a request. */
export function permissionOf(
  request: Request,
): Permission | NonResourcePermission {
  if (request.verb === 'path') {
    return { verb: 'get', nonResourceURL: request.path };
  }
  const { verb, group, resource } = request;
  if (verb === 'review') {
    return { verb: 'create', group, resource, grantedToAll: true };
  }
  return {
    verb,
    ...(group && { group }),
    resource,
    ...(verb === 'get' && request.byName && { resourceName: request.name }),
  };
}
