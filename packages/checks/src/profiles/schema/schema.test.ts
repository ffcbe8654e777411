import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { resolveInPackage } from '../packageFolder';
import { profileSchema } from './profile';

const FILE = resolveInPackage('profiles', 'profile.schema.json');

/**
 * The schema by which an editor checks a profile file while it is written: nothing except `id` and `title` is required anywhere,
 * since a profile may leave the rest to the one that it extends, entries of lists too; and each file may take away what it inherits,
 * an optional value by `null`, an entry by `removed`.
 */
function schemaOfFiles(): object {
  const schema = z.toJSONSchema(profileSchema, {
    io: 'input',
    override: ({ jsonSchema, path }) => {
      const { properties, required = [], oneOf } = jsonSchema;
      for (const [key, value] of Object.entries(properties ?? {})) {
        const isOptional = path.length > 0 && !required.includes(key);
        if (properties && isOptional && typeof value === 'object') {
          properties[key] = { anyOf: [value, { type: 'null' }] };
        }
      }
      if (properties && path.at(-1) === 'items' && properties.id) {
        properties.removed = { const: true };
      }
      delete jsonSchema.required;
      if (oneOf) {
        // What says neither what is known nor what is not fits both.
        jsonSchema.anyOf = oneOf;
        delete jsonSchema.oneOf;
      }
    },
  });
  return { ...schema, title: 'Requirement profile', required: ['id', 'title'] };
}

describe('profiles/profile.schema.json', () => {
  it('is what the schema in the code says (UPDATE_SCHEMA=1 writes it)', () => {
    const text = `${JSON.stringify(schemaOfFiles(), undefined, 2)}\n`;
    if (process.env.UPDATE_SCHEMA) {
      writeFileSync(FILE, text);
    }
    expect(JSON.parse(readFileSync(FILE, 'utf8'))).toEqual(JSON.parse(text));
  });
});
