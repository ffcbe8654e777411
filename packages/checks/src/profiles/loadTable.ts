import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { resolveInPackage } from './packageFolder';
import { anyOf, wildcard } from './wildcard';

/** A pattern of a table, in which a `*` stands for anything, made ready to be compared with. */
export const pattern = z.string().min(1).transform(wildcard);

/** Patterns of a table, of which one has to match. */
export const patterns = z.array(z.string().min(1)).transform(anyOf);

/**
 * A table of the field that is shipped beside the profiles: read, checked and made ready when somebody first asks, then kept.
 *
 * @param name - of the file below `profiles/tables`, without `.yaml`
 * @param prepare - what users need of it, e.g. compiled patterns
 */
export function lazyTable<Schema extends z.ZodType, Table>(
  name: string,
  schema: Schema,
  prepare: (rows: z.infer<Schema>) => Table,
): () => Table {
  return lazily(() => {
    const path = resolveInPackage('profiles', 'tables', `${name}.yaml`);
    return prepare(schema.parse(parse(readFileSync(path, 'utf8'))));
  });
}

/** Made when somebody first asks, then kept. */
export function lazily<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
