import type { Entity } from '@backstage/catalog-model';

/** Of the catalog's own errors; entity pages show those, and nothing else of the status. */
const TYPE = 'backstage.io/catalog-processing';

/** The entity with what is wrong with it in its status, beside what stands there. */
export function withProblems(
  entity: Entity & { status?: { items?: unknown[] } },
  problems: readonly string[],
): Entity {
  if (problems.length === 0) {
    return entity;
  }
  const items = problems.map(message => ({
    type: TYPE,
    level: 'error',
    message,
    error: { name: 'InputError', message },
  }));
  const checked = {
    ...entity,
    status: {
      ...entity.status,
      items: [...(entity.status?.items ?? []), ...items],
    },
  };
  return checked;
}
