import { YamlFile } from '@runai-portal/kube';
import { ProfileError } from './ProfileError';
import type { ProfileFile } from './ProfileFile';
import { profileFileSchema } from './schema';

/**
 * Reads one profile file; what it extends is not looked at yet.
 *
 * @throws ProfileError with the line for bad YAML, and for a file without `id` or `title`
 */
export function parseProfileFile(options: {
  path: string;
  text: string;
}): ProfileFile {
  const { path, text } = options;
  const file = YamlFile.parse({
    text,
    name: path,
    refuse: sentence => new ProfileError(sentence),
  });
  const where = (...keys: readonly PropertyKey[]) => file.where(keys);
  const head = profileFileSchema.safeParse(file.value);
  if (!head.success) {
    const [issue] = head.error.issues;
    throw new ProfileError(
      `${where(...issue.path)}: ${issue.path.join('.') || 'the document'}: ${
        issue.message
      }`,
    );
  }
  return {
    path,
    id: head.data.id,
    parent: head.data.extends,
    document: file.value,
    where,
    depth: keys => file.depth(keys),
  };
}
