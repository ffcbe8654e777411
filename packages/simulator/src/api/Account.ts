import type { Dialect } from './Dialect';

/**
 * One rule, in the shape of an RBAC `PolicyRule`.
 *
 * @public
 */
export interface PolicyRule {
  verbs: string[];
  apiGroups?: string[];
  /** `*`, `pods`, `pods/log` or `*` before `/log`. */
  resources?: string[];
  resourceNames?: string[];
  nonResourceURLs?: string[];
}

/**
 * What is taken away from the rules of an account, so that "an administrator who may not list nodes" can be said.
 * Kubernetes itself has no such thing; to a client the answers are those of an account that was never given it.
 *
 * @public
 */
export interface Exception {
  /** Empty for the core group. */
  group: string;
  resource: string;
  /** All where absent. */
  verbs?: string[];
}

/** @public */
export interface AccountOptions {
  user: string;
  /** `system:authenticated` is added. */
  groups?: string[];
  /** Cluster-wide; `all` is cluster-admin. */
  rules?: PolicyRule[] | 'all';
  /** By namespace. */
  namespaces?: Record<string, PolicyRule[]>;
  except?: Exception[];
}

/** Who a request comes from. */
export interface Identity {
  user: string;
  groups: string[];
  uid?: string;
  rules: PolicyRule[];
  namespaces: Record<string, PolicyRule[]>;
  except: Exception[];
}

const everything: PolicyRule[] = [
  { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
  { verbs: ['*'], nonResourceURLs: ['*'] },
];

/** The ClusterRole system:public-info-viewer, bound to everybody, also to nobody in particular. */
const publicRules: PolicyRule[] = [
  {
    verbs: ['get'],
    nonResourceURLs: ['/healthz', '/livez', '/readyz', '/version', '/version/'],
  },
];

/** The ClusterRoles system:discovery and system:basic-user, bound to system:authenticated. */
const authenticatedRules: PolicyRule[] = [
  {
    verbs: ['get'],
    nonResourceURLs: [
      '/api',
      '/api/*',
      '/apis',
      '/apis/*',
      '/openapi',
      '/openapi/*',
    ],
  },
  {
    verbs: ['create'],
    apiGroups: ['authorization.k8s.io'],
    resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
  },
];

/** Part of system:basic-user since there is such a review. */
const selfReviewRule: PolicyRule = {
  verbs: ['create'],
  apiGroups: ['authentication.k8s.io'],
  resources: ['selfsubjectreviews'],
};

export const anonymous: Identity = {
  user: 'system:anonymous',
  groups: ['system:unauthenticated'],
  rules: publicRules,
  namespaces: {},
  except: [],
};

export function identityOf(
  account: AccountOptions,
  dialect: Dialect,
): Identity {
  const given = account.rules === 'all' ? everything : account.rules ?? [];
  return {
    user: account.user,
    groups: [...(account.groups ?? []), 'system:authenticated'],
    rules: [
      ...given,
      ...publicRules,
      ...authenticatedRules,
      ...(dialect.selfReview ? [selfReviewRule] : []),
    ],
    namespaces: account.namespaces ?? {},
    except: account.except ?? [],
  };
}
