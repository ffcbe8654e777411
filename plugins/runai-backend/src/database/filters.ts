import { InputError } from '@backstage/errors';
import type { Knex } from 'knex';

/** One `filter=key=a,b` of a request: the values are ored. */
export interface Filter {
  key: string;
  values: string[];
}

/** Narrows a query to the rows whose key has one of the values. */
export type FilterField = (
  query: Knex.QueryBuilder,
  values: string[],
  key: string,
) => void;

/** The keys that a list knows. A key that ends in a dot stands for all that begin with it. */
export type FilterFields = Record<string, FilterField>;

/** @throws InputError where an entry is not `key=value` */
export function parseFilters(entries: readonly string[] = []): Filter[] {
  return entries.map(entry => {
    const [key, value] = splitOnce(entry, '=');
    const values = value.split(',').filter(Boolean);
    if (!key || values.length === 0) {
      throw new InputError(`filter '${entry}' is not key=value`);
    }
    return { key, values };
  });
}

/**
 * Applies all filters: each narrows further.
 *
 * @throws InputError where the list has no such key
 */
export function applyFilters(
  query: Knex.QueryBuilder,
  filters: readonly Filter[],
  fields: FilterFields,
) {
  for (const { key, values } of filters) {
    const prefix = key.slice(0, key.indexOf('.') + 1);
    const name = prefix && !Object.hasOwn(fields, key) ? prefix : key;
    if (!Object.hasOwn(fields, name) || key === prefix) {
      const known = Object.keys(fields)
        .map(field => (field.endsWith('.') ? `${field}<key>` : field))
        .join(', ');
      throw new InputError(
        `filter '${key}' is not known here; known are ${known}`,
      );
    }
    fields[name](query, values, key);
  }
}

/** The column has one of the values. */
export function oneOf(column: string): FilterField {
  return (query, values) => query.whereIn(column, values);
}

/** The column has one of the values, which are words of a closed set. */
export function oneOfWords(
  column: string,
  words: readonly string[],
): FilterField {
  return (query, values, key) => {
    checkWords(key, values, words);
    query.whereIn(column, values);
  };
}

/** The condition, which is trusted SQL, holds (`true`) or does not (`false`). */
export function holds(condition: string): FilterField {
  return (query, values, key) => {
    checkWords(key, values, ['true', 'false']);
    query.where(any => {
      for (const value of values) {
        any.orWhereRaw(value === 'true' ? condition : `NOT (${condition})`);
      }
    });
  };
}

function checkWords(
  key: string,
  values: readonly string[],
  words: readonly string[],
) {
  const strange = values.find(value => !words.includes(value));
  if (strange !== undefined) {
    throw new InputError(
      `filter '${key}' cannot be '${strange}'; it is one of ${words.join(
        ', ',
      )}`,
    );
  }
}

/**
 * Every word of the text stands somewhere in what the expression says, whatever the case.
 *
 * @param expression - trusted SQL
 * @param also - further places where a word may stand; trusted SQL with one `?` for the pattern
 */
export function containsWords(
  expression: string,
  also: readonly string[] = [],
): FilterField {
  const places = [`LOWER(${expression}) LIKE ? ESCAPE '\\'`, ...also];
  return (query, values) =>
    query.where(any => {
      for (const value of values) {
        any.orWhere(all => {
          for (const word of value.toLocaleLowerCase('en-US').split(/\s+/)) {
            const pattern = `%${likeLiteral(word)}%`;
            all.whereRaw(
              `(${places.join(' OR ')})`,
              places.map(() => pattern),
            );
          }
        });
      }
    });
}

/** Takes the meaning from the signs that LIKE knows. */
export function likeLiteral(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
