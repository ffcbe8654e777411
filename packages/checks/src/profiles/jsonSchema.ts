import { z } from 'zod';
import { profileSchema } from './schema';

/**
 * The schema by which an editor checks a profile file while it is written: as {@link profileSchema}, but nothing except `id` and
 * `title` is required anywhere, since a profile may leave the rest to the one that it extends.
 */
export function profileJsonSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(profileSchema, { io: 'input' });
  return {
    $schema,
    title: 'Requirement profile',
    ...(withoutRequired(schema) as object),
    required: ['id', 'title'],
  };
}

/** Entries of lists are merged by their `id` or `name`, so that they too may leave things out. */
function withoutRequired(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutRequired);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries = Object.entries(value).filter(
    ([key, child]) => !(key === 'required' && Array.isArray(child)),
  );
  return Object.fromEntries(
    entries.map(([key, child]) => [key, withoutRequired(child)]),
  );
}
