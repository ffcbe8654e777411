import { readFileSync } from 'node:fs';
import { YamlFile } from '@runai-portal/kube';
import type { z } from 'zod';
import { profileHeadSchema } from './schema';

/** A profile that cannot be used; the message names the file, the line and the key. */
export class ProfileError extends Error {
  readonly name = 'ProfileError';
}

/** One profile file: its document as written; what it extends is not looked at yet. */
export type ProfileFile = ReturnType<typeof readProfileFile>;

/** @throws ProfileError where it cannot be read, for bad YAML, and for a file without `id` or `title` */
export function readProfileFile(path: string) {
  const yaml = YamlFile.parse({
    text: textOf(path),
    name: path,
    refuse: sentence => new ProfileError(sentence),
  });
  const head = profileHeadSchema.safeParse(yaml.value);
  if (!head.success) {
    throw schemaError([yaml], head.error);
  }
  const { id, extends: parent } = head.data;
  return { path, id, parent, yaml };
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
  const what =
    unknown.length > 0
      ? `unknown key "${unknown.join('", "')}"`
      : issue.message;
  const file = chain.reduce((best, next) =>
    next.depth(path) > best.depth(path) ? next : best,
  );
  const key = path.map(String).join('.') || 'the document';
  return new ProfileError(`${file.where(path)}: ${key}: ${what}`);
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    throw new ProfileError(`The profile ${path} cannot be read (${code})`);
  }
}
