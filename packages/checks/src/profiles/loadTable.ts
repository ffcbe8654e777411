import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { z } from 'zod';
import { resolveInPackage } from './packageFolder';
import { anyOf, wildcard } from './wildcard';

/** A pattern of a table, in which a `*` stands for anything, made ready to be compared with. */
export const pattern = z.string().min(1).transform(wildcard);

/** Patterns of a table, of which one has to match. */
export const patterns = z.array(z.string().min(1)).transform(anyOf);

/** Texts of a table that are compared as they are written. */
export const texts = z.array(z.string().min(1));

/** The same, of which many are looked for. */
export const set = texts.transform(list => new Set(list));

/**
 * A table of the field that is shipped beside the profiles: read, checked and made ready when somebody first asks, then kept.
 *
 * @remarks By js-yaml, five times as fast as the reader of what people write: nobody needs the line of an error here, and the first
 * run of a process waits for all tables.
 * @param name - of the file below `profiles/tables`, without `.yaml`
 */
export function lazyTable<Schema extends z.ZodType>(
  name: string,
  schema: Schema,
): () => z.infer<Schema> {
  let table: z.infer<Schema> | undefined;
  const read = () => {
    const path = resolveInPackage('profiles', 'tables', `${name}.yaml`);
    return schema.parse(load(readFileSync(path, 'utf8')));
  };
  return () => {
    table ??= read();
    return table;
  };
}

/** A list of rows with these fields. */
export function rows<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.array(z.strictObject(shape));
}

/** A {@link lazyTable} that is such a list. */
export function lazyRows<Shape extends z.ZodRawShape>(
  name: string,
  shape: Shape,
) {
  return lazyTable(name, rows(shape));
}

/** A {@link lazyTable} that has these fields itself. */
export function lazyFields<Shape extends z.ZodRawShape>(
  name: string,
  shape: Shape,
) {
  return lazyTable(name, z.strictObject(shape));
}
