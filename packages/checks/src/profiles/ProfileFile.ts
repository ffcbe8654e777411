import { readFileSync } from 'node:fs';
import { YamlFile } from '@runai-portal/kube';
import { load } from 'js-yaml';
import type { z } from 'zod';
import { answeredOnce } from '../memoize';
import { profileHeadSchema } from './schema';

/** A profile that cannot be used; the message names the file, the line and the key. */
export class ProfileError extends Error {
  readonly name = 'ProfileError';
}

/** One profile file: its document as written; what it extends is not looked at yet. */
export interface ProfileFile {
  readonly path: string;
  readonly id: string;
  readonly title: string;
  /** The profile that it extends. */
  readonly parent: string | undefined;
  readonly value: unknown;
  /** With the lines, for what is said of a defect. */
  readonly yaml: () => YamlFile;
}

/**
 * A file of the site.
 *
 * @throws ProfileError where it cannot be read, for bad YAML, and for a file without `id` or `title`
 */
export function readProfileFile(path: string): ProfileFile {
  const yaml = parsed(path, textOf(path));
  return profileFile(path, yaml.value, () => yaml);
}

/**
 * A file that this package brings: by js-yaml, five times as fast as the reader of what people write, since nobody needs the line of
 * an error here. Read once in a process.
 */
export const readShippedFile = answeredOnce((path: string): ProfileFile => {
  const text = textOf(path);
  return profileFile(path, load(text), () => parsed(path, text));
});

function parsed(path: string, text: string): YamlFile {
  return YamlFile.parse({
    text,
    name: path,
    refuse: sentence => new ProfileError(sentence),
  });
}

function profileFile(
  path: string,
  value: unknown,
  yaml: () => YamlFile,
): ProfileFile {
  const head = profileHeadSchema.safeParse(value);
  if (!head.success) {
    throw schemaError([yaml()], head.error);
  }
  const { id, title, extends: parent } = head.data;
  return { path, id, title, parent, value, yaml };
}

/**
 * Says where a document breaks the schema first.
 *
 * @param chain - the file and those it extends, nearest first: the one that writes the most of the path is at fault
 */
export function schemaError(
  chain: readonly YamlFile[],
  { issues: [issue] }: z.ZodError,
): ProfileError {
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys : [];
  const path = [...issue.path, ...unknown.slice(0, 1)];
  const file = chain.reduce((best, next) =>
    next.depth(path) > best.depth(path) ? next : best,
  );
  const key = path.map(String).join('.') || 'the document';
  return new ProfileError(
    `${file.where(path)}: ${key}: ${whatIsWrong(issue, unknown)}`,
  );
}

function whatIsWrong(issue: z.core.$ZodIssue, unknown: readonly string[]) {
  if (unknown.includes('removed')) {
    return 'removes what is not inherited';
  }
  return unknown.length > 0
    ? `unknown key "${unknown.join('", "')}"`
    : issue.message;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    throw new ProfileError(`The profile ${path} cannot be read (${code})`);
  }
}
