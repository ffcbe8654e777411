import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CHECK_STATUSES } from '@runai-portal/backstage-plugin-runai-common';
import { z } from 'zod';

/** Where the cases are. */
export const FIELD_CASES_FOLDER = path.resolve(
  // eslint-disable-next-line no-restricted-syntax -- of tests alone: nothing of it is built
  __dirname,
  '../../../../tools/field-cases',
);

/** A list of the expectations that do not hold yet, beside the cases. */
const OPEN_FILE = 'open.json';

const objectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
  }),
});

const expectationSchema = z.strictObject({
  check: z.string(),
  /** Name of a subject; the worst result of the check counts where it is absent. */
  subject: z.string().optional(),
  /** Any of these will do; `absent`: no result with that subject. */
  status: z.array(z.enum([...CHECK_STATUSES, 'absent'])).min(1),
  why: z.string(),
});

const fieldCaseSchema = z.strictObject({
  why: z.string(),
  /** `native`: the objects add to the healthy cluster of `nativeCluster`. */
  base: z.literal('native').optional(),
  /** What `GET /version` tells; that of the base where absent. */
  gitVersion: z.string().optional(),
  /** An entry of `runai.clusters`, but for its name. */
  settings: z.record(z.string(), z.unknown()).default({}),
  objects: z.array(objectSchema),
  expect: z.array(expectationSchema).min(1),
});

const openSchema = z.record(z.string(), z.array(z.string()));

/** What an expert concludes of one check. */
export type Expectation = z.infer<typeof expectationSchema>;
/** An object of a case, as it stands in its file. */
export type CaseObject = z.infer<typeof objectSchema>;
/** A cluster as somebody described it, and what must be said of it; `name` is its file's. */
export type FieldCase = z.infer<typeof fieldCaseSchema> & { name: string };

/**
 * Every case, by name.
 *
 * @throws Error that names the file that is no case
 */
export function loadFieldCases(folder = FIELD_CASES_FOLDER): FieldCase[] {
  return readdirSync(folder)
    .filter(file => file.endsWith('.json') && file !== OPEN_FILE)
    .sort()
    .map(file => {
      const parsed = fieldCaseSchema.safeParse(readJson(folder, file));
      if (!parsed.success) {
        throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
      }
      return { name: path.basename(file, '.json'), ...parsed.data };
    });
}

/** Titles of the expectations that are known not to hold, by name of the case. */
export function loadOpenExpectations(
  folder = FIELD_CASES_FOLDER,
): Record<string, string[]> {
  return openSchema.parse(readJson(folder, OPEN_FILE));
}

/** How an expectation is called in `open.json` and in the tests: `platform.node-arch of npu-1`. */
export function titleOf({ check, subject }: Expectation): string {
  return subject === undefined ? check : `${check} of ${subject}`;
}

function readJson(folder: string, file: string): unknown {
  return JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
}
