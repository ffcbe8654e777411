/** One thing that the account must be allowed to do. Never on Secrets. */
export interface Permission {
  verb: 'get' | 'list' | 'create';
  /** Absent for the core group. */
  group?: string;
  /** The plural; a subresource behind a slash, e.g. `pods/log`. */
  resource: string;
  resourceName?: string;
  /** Only there; in the whole cluster where absent. */
  namespace?: string;
  /** Granted to every authenticated user by Kubernetes itself (`system:basic-user`, `system:discovery`). */
  grantedToAll?: boolean;
}

/** A path that is not a resource, e.g. `/version`. */
export interface NonResourcePermission {
  verb: 'get';
  nonResourceURL: string;
}

/** What is asked for, and what is lost without it. */
export interface NeededAccess {
  permission: Permission | NonResourcePermission;
  /** Ids of the checks that rest on it, in the order of the catalogue; empty where only a snapshot does. */
  checks: string[];
  /** Ids of the facts that it is read for. */
  facts: string[];
}

/** The same of a resource. */
export interface NeededPermission extends NeededAccess {
  permission: Permission;
}
