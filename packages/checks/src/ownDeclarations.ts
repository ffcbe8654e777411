import {
  CHECK_CATEGORIES,
  CHECK_STATUSES,
  REMEDIATION_OWNERS,
} from '@runai-portal/backstage-plugin-runai-common';
import { isGrantable } from './access/accessManifest';
import type {
  Check,
  Fact,
  Observation,
  Outcome,
  Remedy,
  Source,
} from './declarations';
import { sourcesBehind } from './engine/Catalogue';
import { documentOf } from './profiles/documents';

/** Something that a site's own module declares cannot be used; the message is one sentence. */
export class DeclarationError extends Error {
  readonly name = 'DeclarationError';
}

/** Lower case, with a namespace before the first dot. */
const ID = /^[a-z][a-z0-9-]*(?:\.[a-z0-9][a-z0-9-]*)+$/;
/** As the API takes it. */
const MAX_ID = 100;
const REASON = /^[A-Z][A-Za-z0-9]*$/;
/** What may be asked by creating an object: it is answered, and never kept. */
const REVIEWS = ['authentication.k8s.io', 'authorization.k8s.io'];

/** What is declared, ours or a site's own. */
export interface Declared {
  readonly checks: readonly Check[];
  /** Besides those of the checks. */
  readonly sources: readonly Source[];
}

/**
 * Holds what a site's own modules declare to the rules that ours are held to by tests: ids of their own, outcomes that say what to do,
 * and nothing read that is never granted.
 *
 * @throws DeclarationError in one sentence that names the declaration
 */
export function requireDeclarations(ours: Declared, own: Declared): void {
  own.checks.forEach(requireMadeCheck);
  own.sources.forEach(requireMadeSource);
  const known = sourcesOf(ours);
  const brought = sourcesOf(own).filter(source => !known.includes(source));
  requireUnique('checks', [...ours.checks, ...own.checks]);
  requireUnique('facts', [...known, ...brought].filter(isFact));
  requireUnique(
    'observations',
    [...known, ...brought].filter(source => !isFact(source)),
  );
  const taken = new Set(
    [...CHECK_CATEGORIES, ...ours.checks.map(({ id }) => id)].map(namespaceOf),
  );
  for (const check of own.checks) {
    refuse('check', check, [
      ...idComplaints(check.id, taken),
      ...checkComplaints(check, [...ours.checks, ...own.checks]),
    ]);
  }
  for (const source of brought) {
    refuse(source.kind, source, [
      ...idComplaints(source.id, taken),
      ...(isFact(source) ? factComplaints(source) : []),
    ]);
  }
}

/** What was written by hand in plain JavaScript may lack anything. */
function requireMadeCheck(check: Partial<Check>): void {
  const { id, uses, optional, outcomes, dependsOn, evaluate } = check;
  if (
    typeof evaluate !== 'function' ||
    ![uses, optional, outcomes, dependsOn].every(isThere)
  ) {
    throw new DeclarationError(
      `The check "${id}" must be declared with defineCheck`,
    );
  }
  Object.values({ ...uses, ...optional }).forEach(requireMadeSource);
}

function requireMadeSource(source: Partial<Source>): void {
  const isMade =
    source.kind === 'fact' ||
    (source.kind === 'observation' && isThere(source.uses));
  if (!isMade) {
    throw new DeclarationError(
      `The source "${source.id}" must be declared with defineFact, listFact or defineObservation`,
    );
  }
}

function isThere(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function sourcesOf({ checks, sources }: Declared): Source[] {
  return [...sourcesBehind([...checks.flatMap(directSources), ...sources])];
}

function directSources({ uses, optional }: Check): Source[] {
  return [...Object.values(uses), ...Object.values(optional)];
}

function isFact(source: Source): source is Fact<unknown> {
  return source.kind === 'fact';
}

function requireUnique(what: string, items: readonly { id: string }[]): void {
  const ids = items.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) {
    throw new DeclarationError(
      `Two ${what} have the id "${twice}": one of them must be renamed`,
    );
  }
}

function refuse(
  kind: string,
  { id }: Check | Fact<unknown> | Observation<unknown>,
  [complaint]: readonly string[],
): void {
  if (complaint !== undefined) {
    throw new DeclarationError(`The ${kind} "${id}" ${complaint}`);
  }
}

function namespaceOf(id: string): string {
  return id.split('.', 1)[0];
}

function idComplaints(id: string, taken: ReadonlySet<string>): string[] {
  const namespace = namespaceOf(id);
  return [
    ...(ID.test(id) && id.length <= MAX_ID
      ? []
      : [
          'needs an id like acme.node-names: lower case, with a namespace of its own before the first dot',
        ]),
    ...(taken.has(namespace)
      ? [
          `needs a namespace of its own in its id: "${namespace}." belongs to the portal's checks`,
        ]
      : []),
  ];
}

function checkComplaints(check: Check, all: readonly Check[]): string[] {
  const { title, category, description, outcomes, dependsOn } = check;
  const missing = dependsOn.find(id => !all.some(other => other.id === id));
  return [
    ...(title && description ? [] : ['needs a title and a description']),
    ...(CHECK_CATEGORIES.includes(category)
      ? []
      : [
          `has the category "${category}"; there are: ${CHECK_CATEGORIES.join(
            ', ',
          )}`,
        ]),
    ...(Object.keys(outcomes).length > 0 ? [] : ['declares no outcomes']),
    ...Object.entries(outcomes).flatMap(outcomeComplaints),
    ...(missing === undefined
      ? []
      : [`depends on "${missing}", and there is no such check`]),
    ...(waitsForItself(check, all)
      ? ['depends on itself, by way of what it depends on']
      : []),
  ];
}

function waitsForItself(check: Check, all: readonly Check[]): boolean {
  const before = new Set(check.dependsOn);
  // What is added on the way is walked too.
  for (const id of before) {
    const other = all.find(candidate => candidate.id === id);
    other?.dependsOn.forEach(next => before.add(next));
  }
  return before.has(check.id);
}

function outcomeComplaints([reason, outcome]: [string, Outcome]): string[] {
  const { status, says, remedy } = outcome;
  const needsRemedy = ['warn', 'fail', 'unknown'].includes(status);
  return [
    ...(REASON.test(reason)
      ? []
      : [`has the outcome "${reason}": reasons are written like NotFound`]),
    ...(CHECK_STATUSES.includes(status)
      ? []
      : [
          `gives its outcome ${reason} the status "${status}"; there are: ${CHECK_STATUSES.join(
            ', ',
          )}`,
        ]),
    ...(says ? [] : [`says nothing in its outcome ${reason}`]),
    ...(needsRemedy && !remedy?.text
      ? [`does not say what to do in its outcome ${reason}: give it a remedy`]
      : []),
    ...(remedy
      ? [remedy, ...Object.values(remedy.where ?? {})].flatMap(part =>
          remedyComplaints(reason, part),
        )
      : []),
  ];
}

function remedyComplaints(
  reason: string,
  { owner, docs = [] }: Partial<Remedy>,
): string[] {
  const unknown = docs.find(doc => typeof doc === 'string' && !isDocument(doc));
  return [
    ...(owner === undefined || REMEDIATION_OWNERS.includes(owner)
      ? []
      : [
          `leaves the remedy of ${reason} to "${owner}"; there are: ${REMEDIATION_OWNERS.join(
            ', ',
          )}`,
        ]),
    ...(unknown === undefined
      ? []
      : [
          `names the document "${unknown}" in the remedy of ${reason}: give a page of your own as {title, url}`,
        ]),
  ];
}

function isDocument(key: string): boolean {
  try {
    return documentOf(key) !== undefined;
  } catch {
    return false;
  }
}

function factComplaints({
  title,
  ttlSeconds,
  permissions,
}: Fact<unknown>): string[] {
  return [
    ...(title ? [] : ['needs a title']),
    ...(ttlSeconds > 0
      ? []
      : ['needs ttlSeconds: how long it may be judged by without being read']),
    ...(Array.isArray(permissions)
      ? permissions.flatMap(permissionComplaints)
      : ['must be declared with defineFact or listFact']),
  ];
}

function permissionComplaints(
  permission: Fact<unknown>['permissions'][number],
): string[] {
  if (!('resource' in permission)) {
    return [];
  }
  const { verb, group = '', resource } = permission;
  return [
    ...(isGrantable(permission)
      ? []
      : [`reads ${resource}: that is never granted`]),
    ...(verb === 'create' && !REVIEWS.includes(group)
      ? [`creates ${resource}: the portal only reads`]
      : []),
  ];
}
