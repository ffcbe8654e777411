import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { parse } from 'yaml';

interface Operation {
  responses: Record<
    string,
    {
      $ref?: string;
      content?: { 'application/json'?: { schema?: { $ref?: string } } };
    }
  >;
}
interface OpenApiDocument {
  paths: Record<string, Record<string, Operation>>;
}

const file = resolve(
  __dirname,
  '../../../runai-backend/src/schema/openapi.yaml',
);
const document: OpenApiDocument = parse(readFileSync(file, 'utf8'));
const ajv = new Ajv2020({ strict: false, allErrors: true });
// As the API writes instants: UTC, with or without milliseconds.
ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
ajv.addSchema(document, 'openapi');

/** Throws where the HTTP API would refuse the filters of a list. */
export function assertFilters(filters: readonly string[]): void {
  const parameter = 'openapi#/components/parameters/filter/schema';
  const validate = ajv.getSchema(parameter);
  if (!validate) throw new Error(`The document has no ${parameter}`);
  if (!validate(filters)) throw new Error(ajv.errorsText(validate.errors));
}

/**
 * Throws where an answer is not one that the HTTP API can give, so that the pages are tested with nothing else.
 *
 * @param route - as the document writes it, e.g. `/clusters/{cluster}`
 */
export function assertAnswer(
  method: string,
  route: string,
  status: number,
  body: unknown,
): void {
  const operation = document.paths[route]?.[method.toLocaleLowerCase('en')];
  if (!operation) throw new Error(`The HTTP API has no ${method} ${route}`);
  const isError = status >= 400;
  const reference = isError
    ? '#/components/schemas/ErrorBody'
    : operation.responses[status]?.content?.['application/json']?.schema?.$ref;
  if (!reference)
    throw new Error(`${method} ${route} cannot answer with ${status}`);
  const validate = ajv.getSchema(`openapi${reference}`);
  if (!validate) throw new Error(`The document has no ${reference}`);
  // What JSON leaves out is left out, as on the wire.
  if (!validate(JSON.parse(JSON.stringify(body)))) {
    throw new Error(
      `${method} ${route} ${status}: ${ajv.errorsText(validate.errors, {
        dataVar: 'body',
      })}`,
    );
  }
}
