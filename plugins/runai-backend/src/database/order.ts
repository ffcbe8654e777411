import { InputError } from '@backstage/errors';
import type { KeysetOrder } from './keyset';

/**
 * What `order=field:asc` of a request means.
 *
 * @param fields - SQL by the name of the field
 * @throws InputError where the list has no such field
 */
export function orderFrom(
  order: string | undefined,
  fields: Record<string, string>,
): KeysetOrder | undefined {
  if (order === undefined) {
    return undefined;
  }
  const [field, direction] = order.split(':');
  if (!Object.hasOwn(fields, field)) {
    throw new InputError(
      `order '${field}' is not known here; known are ${Object.keys(fields).join(
        ', ',
      )}`,
    );
  }
  return {
    expression: fields[field],
    direction: direction === 'desc' ? 'desc' : 'asc',
  };
}
