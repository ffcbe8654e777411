import { InputError } from '@backstage/errors';
import type { RequestHandler } from 'express';

/** No name that is kept holds a NUL, and PostgreSQL takes none even to compare with: it would be an error of the database. */
export const refuseNul: RequestHandler = (request, _response, next) => {
  next(
    request.url.includes('%00')
      ? new InputError('The address holds a NUL, which nothing here is called')
      : undefined,
  );
};
