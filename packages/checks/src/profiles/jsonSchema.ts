import { z } from 'zod';
import { profileSchema } from './schema';

/**
 * The schema by which an editor checks a profile file while it is written: as {@link profileSchema}, but nothing except `id` and
 * `title` is required anywhere, since a profile may leave the rest to the one that it extends, entries of lists too.
 */
export function profileJsonSchema(): object {
  const schema = z.toJSONSchema(profileSchema, {
    io: 'input',
    override: ({ jsonSchema }) => {
      delete jsonSchema.required;
    },
  });
  return { ...schema, title: 'Requirement profile', required: ['id', 'title'] };
}
