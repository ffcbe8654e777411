import { isRecord, type KubeObject } from '../objects/KubeObject';
import type { ServedResource } from '../resources/types';
import { badRequest } from './status';

export type Predicate = (object: KubeObject) => boolean;

const key = '[A-Za-z0-9]([-A-Za-z0-9_./]*[A-Za-z0-9])?';
const setBased = new RegExp(`^(${key})\\s+(in|notin)\\s*\\(([^()]*)\\)$`);
const equality = new RegExp(`^(${key})\\s*(==|=|!=)\\s*([-A-Za-z0-9_.]*)$`);
const existence = new RegExp(`^(!?)\\s*(${key})$`);

/**
 * @returns undefined for an empty selector, which selects everything
 * @throws StatusError 400 where it cannot be parsed
 */
export function labelPredicate(selector: string | null): Predicate | undefined {
  if (!selector?.trim()) {
    return undefined;
  }
  const requirements = splitOutsideParentheses(selector).map(text =>
    labelRequirement(text.trim(), selector),
  );
  return object => {
    const labels = object.metadata.labels ?? {};
    return requirements.every(requirement => requirement(labels));
  };
}

function labelRequirement(
  text: string,
  selector: string,
): (labels: Record<string, string>) => boolean {
  const set = setBased.exec(text);
  if (set) {
    const [, label, , operator, list] = set;
    const values = list.split(',').map(value => value.trim());
    return operator === 'in'
      ? labels => label in labels && values.includes(labels[label])
      : labels => !(label in labels && values.includes(labels[label]));
  }
  const equal = equality.exec(text);
  if (equal) {
    const [, label, , operator, value] = equal;
    return operator === '!='
      ? labels => labels[label] !== value
      : labels => labels[label] === value;
  }
  const exists = existence.exec(text);
  if (exists) {
    const [, not, label] = exists;
    return labels => label in labels !== (not === '!');
  }
  throw badRequest(
    `unable to parse requirement: found '${text}' in label selector "${selector}"`,
  );
}

/**
 * Only the fields that the real server indexes can be selected by.
 *
 * @throws StatusError 400 for others, with Kubernetes' own sentence
 */
export function fieldPredicate(
  selector: string | null,
  resource: ServedResource,
): Predicate | undefined {
  if (!selector?.trim()) {
    return undefined;
  }
  const requirements = selector.split(',').map(text => {
    const match = /^([^=!]+)(==|=|!=)(.*)$/.exec(text);
    if (!match) {
      throw badRequest(
        `invalid selector: '${selector}'; can't understand '${text}'`,
      );
    }
    const [, field, operator, value] = match;
    if (!selectable(resource, field)) {
      throw badRequest(unsupportedField(resource, field));
    }
    return { path: field.split('.'), equal: operator !== '!=', value };
  });
  return object =>
    requirements.every(
      ({ path, equal, value }) =>
        (fieldValue(object, path) === value) === equal,
    );
}

function selectable(resource: ServedResource, field: string): boolean {
  return (
    field === 'metadata.name' ||
    (field === 'metadata.namespace' && resource.namespaced) ||
    resource.selectableFields.includes(field)
  );
}

function unsupportedField(resource: ServedResource, field: string): string {
  return resource.custom || resource.selectableFields.length
    ? `field label not supported: ${field}`
    : `"${field}" is not a known field selector: only "metadata.name", "metadata.namespace"`;
}

/** Booleans that are left out where false. */
const booleans = new Set(['spec.unschedulable', 'spec.hostNetwork']);

function fieldValue(object: KubeObject, path: string[]): string {
  if (path[0] === 'source' && isRecord(object.source)) {
    // Events are selected by the component that reported them.
    return String(object.source.component ?? '');
  }
  let value: unknown = object;
  for (const part of path) {
    value = isRecord(value) ? value[part] : undefined;
  }
  // An absent boolean selects as `false`, an absent string as the empty one.
  if (value === undefined) {
    return booleans.has(path.join('.')) ? 'false' : '';
  }
  return String(value);
}

function splitOutsideParentheses(selector: string): string[] {
  return selector.split(/,(?![^(]*\))/);
}
