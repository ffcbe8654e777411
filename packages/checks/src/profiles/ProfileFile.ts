import { readFileSync } from 'node:fs';
import { YamlFile } from '@runai-portal/kube';
import type { z } from 'zod';
import { profileFileSchema } from './schema';

/** A profile that cannot be used; the message names the file, the line and the key. */
export class ProfileError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ProfileError';
  }
}

/** One profile file: its document as written; what it extends is not looked at yet. */
export interface ProfileFile {
  readonly path: string;
  readonly id: string;
  readonly parent?: string;
  readonly yaml: YamlFile;
}

/** @throws ProfileError where it cannot be read, for bad YAML, and for a file without `id` or `title` */
export function readProfileFile(path: string): ProfileFile {
  const yaml = YamlFile.parse({
    text: textOf(path),
    name: path,
    refuse: sentence => new ProfileError(sentence),
  });
  const head = profileFileSchema.safeParse(yaml.value);
  if (!head.success) {
    throw schemaError([yaml], head.error.issues[0]);
  }
  const { id, extends: parent } = head.data;
  return { path, id, parent, yaml };
}

/**
 * Says where a document breaks the schema.
 *
 * @param chain - the file and those it extends, nearest first: the one that writes the most of the path is at fault
 */
export function schemaError(
  chain: readonly YamlFile[],
  issue: z.core.$ZodIssue,
): ProfileError {
  const isUnknownKey = issue.code === 'unrecognized_keys';
  const path = isUnknownKey ? [...issue.path, issue.keys[0]] : issue.path;
  const what = isUnknownKey
    ? `unknown key "${issue.keys.join('", "')}"`
    : issue.message;
  const file = chain.reduce((best, next) =>
    next.depth(path) > best.depth(path) ? next : best,
  );
  return new ProfileError(
    `${file.where(path)}: ${
      path.map(String).join('.') || 'the document'
    }: ${what}`,
  );
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    throw new ProfileError(`The profile ${path} cannot be read (${code})`);
  }
}
