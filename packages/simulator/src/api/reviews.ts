import { isRecord } from '../objects/KubeObject';
import { timestamp } from '../store/ObjectStore';
import type { Identity } from './Account';
import type { ApiResponse } from './ApiRequest';
import { type Attributes, isAllowed } from './authorize';
import type { Dialect } from './Dialect';
import { invalid } from './status';

type Body = Record<string, unknown>;

/** Reviews are created but never kept: each is answered with what is true of the caller. */
export const reviews: Record<
  string,
  (options: {
    identity: Identity;
    body: Body;
    apiVersion: string;
    now: () => Date;
    dialect: Dialect;
  }) => ApiResponse
> = {
  selfsubjectaccessreviews: ({ identity, body, apiVersion, dialect }) => {
    const spec = isRecord(body.spec) ? body.spec : {};
    const allowed = isAllowed(identity, attributesOf(spec, dialect));
    return created({
      kind: 'SelfSubjectAccessReview',
      apiVersion,
      metadata: { creationTimestamp: null },
      spec,
      status: {
        allowed,
        ...(allowed && {
          reason: `RBAC: allowed by ClusterRoleBinding "${identity.user}" of ClusterRole "${identity.user}" to User "${identity.user}"`,
        }),
      },
    });
  },

  selfsubjectrulesreviews: ({ identity, body, apiVersion }) => {
    const spec = isRecord(body.spec) ? body.spec : {};
    if (!spec.namespace) {
      throw invalid({
        group: 'authorization.k8s.io',
        kind: 'SelfSubjectRulesReview',
        name: '',
        field: 'spec.namespace',
        cause: 'FieldValueRequired',
        message: 'Required value: no namespace on request',
      });
    }
    const rules = [
      ...identity.rules,
      ...(identity.namespaces[String(spec.namespace)] ?? []),
    ];
    return created({
      kind: 'SelfSubjectRulesReview',
      apiVersion,
      metadata: { creationTimestamp: null },
      spec: {},
      status: {
        resourceRules: rules
          .filter(rule => rule.resources)
          .map(({ verbs, apiGroups, resources, resourceNames }) => ({
            verbs,
            apiGroups,
            resources,
            ...(resourceNames && { resourceNames }),
          })),
        nonResourceRules: rules
          .filter(rule => rule.nonResourceURLs)
          .map(({ verbs, nonResourceURLs }) => ({ verbs, nonResourceURLs })),
        incomplete: false,
      },
    });
  },

  selfsubjectreviews: ({ identity, apiVersion, now }) =>
    created({
      kind: 'SelfSubjectReview',
      apiVersion,
      metadata: { creationTimestamp: timestamp(now()) },
      status: {
        userInfo: {
          username: identity.user,
          ...(identity.uid && { uid: identity.uid }),
          groups: identity.groups,
        },
      },
    }),
};

function created(value: object): ApiResponse {
  return { status: 201, body: `${JSON.stringify(value)}\n` };
}

function attributesOf(spec: Body, dialect: Dialect): Attributes {
  const { resourceAttributes: resource, nonResourceAttributes: path } = spec;
  if (isRecord(path) && !isRecord(resource)) {
    return {
      resource: undefined,
      verb: String(path.verb ?? ''),
      path: String(path.path ?? ''),
    };
  }
  if (!isRecord(resource) || isRecord(path)) {
    throw invalid({
      group: 'authorization.k8s.io',
      // The server leaves the kind out of this one.
      kind: '',
      name: '',
      field: 'spec.resourceAttributes',
      cause: 'FieldValueInvalid',
      message: `Invalid value: ${
        dialect.jsonValues ? 'null' : '"null"'
      }: exactly one of nonResourceAttributes or resourceAttributes must be specified`,
    });
  }
  return {
    group: String(resource.group ?? ''),
    resource: String(resource.resource ?? ''),
    verb: String(resource.verb ?? ''),
    namespace: optional(resource.namespace),
    name: optional(resource.name),
    subresource: optional(resource.subresource),
  };
}

function optional(value: unknown): string | undefined {
  return value ? String(value) : undefined;
}
