import type { Entity } from '@backstage/catalog-model';
import { z } from 'zod';

/** The catalog takes a status only at the end of processing; annotations go all the way. */
const CARRIER = 'runai-portal/found-at-first';
const carriedSchema = z.array(z.string()).catch([]);

/** The entity with what was found wrong with it at the beginning of its processing, for the end. */
export function carryProblems(
  entity: Entity,
  problems: readonly string[],
): Entity {
  const { [CARRIER]: _somebodys, ...annotations } =
    entity.metadata.annotations ?? {};
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: {
        ...annotations,
        ...(problems.length > 0 && { [CARRIER]: JSON.stringify(problems) }),
      },
    },
  };
}

/** The entity as it is shown, and what was found at the beginning. */
export function takeProblems(entity: Entity): {
  entity: Entity;
  problems: readonly string[];
} {
  const { [CARRIER]: carried, ...annotations } =
    entity.metadata.annotations ?? {};
  return carried === undefined
    ? { entity, problems: [] }
    : {
        entity: { ...entity, metadata: { ...entity.metadata, annotations } },
        problems: carriedSchema.parse(parsed(carried)),
      };
}

/** Somebody may have written it by hand into an entity that was no cluster at the beginning. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
