import { CustomErrorBase, InputError } from '@backstage/errors';
import express, { type RequestHandler } from 'express';

/** What is read of a body at most. */
const LARGEST_KIB = 100;

/** Answered with 413. */
class BodyTooLargeError extends CustomErrorBase {
  readonly statusCode = 413;
}

/** Answered with 415. */
class BodyNotJsonError extends CustomErrorBase {
  readonly statusCode = 415;
}

const readJson = express.json({ limit: `${LARGEST_KIB}kb` });

/**
 * Reads the body of a request, before the router that follows would: that one answers whatever is wrong with a body with 400, and
 * repeats a part of it.
 */
export const readBody: RequestHandler = (request, response, next) => {
  if (request.headers['content-type'] && request.is('json') === false) {
    next(
      new BodyNotJsonError(
        'The body must be JSON, and the header Content-Type must say application/json',
      ),
    );
    return;
  }
  readJson(request, response, (error?: unknown) =>
    next(error === undefined ? undefined : refusal(error)),
  );
};

/** By what the reader calls it; its own errors hold the body. */
function refusal(error: unknown): Error {
  const type: unknown =
    typeof error === 'object' && error !== null && Reflect.get(error, 'type');
  switch (type) {
    case 'entity.too.large':
      return new BodyTooLargeError(
        `The body is larger than the ${LARGEST_KIB} KiB that are read at most`,
      );
    case 'charset.unsupported':
    case 'encoding.unsupported':
      return new BodyNotJsonError(
        'The body must be JSON in UTF-8, as it is or compressed with gzip or deflate',
      );
    default:
      return new InputError('The body cannot be read: it must be JSON');
  }
}
