import type { Entity } from '@backstage/catalog-model';

/** Of the catalog's own errors; entity pages show those, and nothing else of the status. */
const TYPE = 'backstage.io/catalog-processing';

/** What a sentence is about, and what it says may be meant by that. */
const SUBJECTS = [/^The (?:annotation|label) (\S+)/, /; (\S+) may be meant/];

type WithStatus = Entity & {
  status?: { items?: { message?: unknown }[] };
};

/**
 * The entity with what is wrong with it in its status, beside what stands there. Of one annotation or label one thing is said, the
 * first: what else is wrong with it may follow from that.
 */
export function withProblems(
  entity: WithStatus,
  problems: readonly string[],
): Entity {
  const before = entity.status?.items ?? [];
  const subjects = new Set(
    before.flatMap(({ message }) => subjectsOf(message)),
  );
  const items = problems.flatMap(message => {
    const [subject, ...meant] = subjectsOf(message);
    if (subject !== undefined && subjects.has(subject)) {
      return [];
    }
    [subject, ...meant].forEach(one => subjects.add(one));
    return [
      {
        type: TYPE,
        level: 'error',
        message,
        error: { name: 'InputError', message },
      },
    ];
  });
  if (items.length === 0) {
    return entity;
  }
  const checked = {
    ...entity,
    status: { ...entity.status, items: [...before, ...items] },
  };
  return checked;
}

function subjectsOf(message: unknown): string[] {
  return typeof message === 'string'
    ? SUBJECTS.flatMap(pattern => pattern.exec(message)?.[1] ?? [])
    : [];
}
