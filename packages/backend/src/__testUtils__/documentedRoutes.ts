import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';

/** Every route of the API's contract, e.g. `GET /clusters/{cluster}`. */
export function documentedRoutes(): string[] {
  const { paths }: { paths: Record<string, Record<string, unknown>> } = parse(
    readFileSync(
      join(
        dirname(
          require.resolve(
            '@runai-portal/backstage-plugin-runai-backend/package.json',
          ),
        ),
        'src/schema/openapi.yaml',
      ),
      'utf8',
    ),
  );
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(method => `${method.toUpperCase()} ${path}`),
  );
}
