import type { Identity, PolicyRule } from './Account';
import type {
  PathTarget,
  RequestTarget,
  ResourceTarget,
} from './RequestTarget';
import { qualified, StatusError } from './status';

/** What is asked, of a request or of a SelfSubjectAccessReview. */
export type Attributes = PathTarget | Omit<ResourceTarget, 'version'>;

export function isAllowed(identity: Identity, attributes: Attributes): boolean {
  if (attributes.resource === undefined) {
    return identity.rules.some(rule => allowsPath(rule, attributes));
  }
  const { group, resource, verb, namespace } = attributes;
  const excepted = identity.except.some(
    exception =>
      exception.group === group &&
      exception.resource === resource &&
      (exception.verbs?.includes(verb) ?? true),
  );
  if (excepted) {
    return false;
  }
  const rules = [
    ...identity.rules,
    ...((namespace && identity.namespaces[namespace]) || []),
  ];
  return rules.some(rule => allowsResource(rule, attributes));
}

/** @throws StatusError 403 with Kubernetes' own sentence */
export function authorize(identity: Identity, target: RequestTarget): void {
  if (isAllowed(identity, target)) {
    return;
  }
  throw target.resource === undefined
    ? forbiddenPath(identity, target)
    : forbiddenResource(identity, target);
}

function allowsPath(rule: PolicyRule, { path, verb }: PathTarget): boolean {
  return (
    includes(rule.verbs, verb) &&
    (rule.nonResourceURLs ?? []).some(
      url =>
        url === '*' ||
        url === path ||
        (url.endsWith('*') && path.startsWith(url.slice(0, -1))),
    )
  );
}

function allowsResource(
  rule: PolicyRule,
  attributes: Omit<ResourceTarget, 'version'>,
): boolean {
  const { verb, group, name } = attributes;
  return (
    includes(rule.verbs, verb) &&
    includes(rule.apiGroups ?? [], group) &&
    (rule.resources ?? []).some(resource => covers(resource, attributes)) &&
    (!rule.resourceNames?.length ||
      (name !== undefined && rule.resourceNames.includes(name)))
  );
}

function covers(
  rule: string,
  { resource, subresource }: { resource: string; subresource?: string },
): boolean {
  if (rule === '*') {
    return true;
  }
  const asked = subresource ? `${resource}/${subresource}` : resource;
  return (
    rule === asked || (subresource !== undefined && rule === `*/${subresource}`)
  );
}

function includes(values: string[], value: string): boolean {
  return values.includes('*') || values.includes(value);
}

function forbiddenPath(identity: Identity, target: PathTarget): StatusError {
  return new StatusError({
    code: 403,
    reason: 'Forbidden',
    message: `forbidden: User "${identity.user}" cannot ${target.verb} path "${target.path}"`,
    details: {},
  });
}

function forbiddenResource(
  identity: Identity,
  target: ResourceTarget,
): StatusError {
  const { group, resource, subresource, verb, namespace, name } = target;
  const subject = qualified(group, resource) + (name ? ` "${name}"` : '');
  const asked = subresource ? `${resource}/${subresource}` : resource;
  const where =
    namespace === undefined
      ? 'at the cluster scope'
      : `in the namespace "${namespace}"`;
  return new StatusError({
    code: 403,
    reason: 'Forbidden',
    message: `${subject} is forbidden: User "${identity.user}" cannot ${verb} resource "${asked}" in API group "${group}" ${where}`,
    details: {
      ...(name && { name }),
      ...(group && { group }),
      kind: resource,
    },
  });
}
