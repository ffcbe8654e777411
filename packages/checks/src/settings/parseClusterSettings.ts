import { clusterSettingsSchema, type ClusterSettings } from './schema';

/** Settings that cannot be used; the message is one sentence that names the key. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/**
 * Reads one entry of `runai.clusters`.
 *
 * @param options.where - what the message begins with, e.g. `runai.clusters[0]` or the name of a file
 * @param options.line - the line of a key in the file, where it is known
 * @throws SettingsError for an unknown key or a bad value
 */
export function parseClusterSettings(
  value: unknown,
  options: {
    where: string;
    line?: (path: readonly PropertyKey[]) => number | undefined;
  },
): ClusterSettings {
  const parsed = clusterSettingsSchema.safeParse(value);
  if (parsed.success) {
    return parsed.data;
  }
  const [issue] = parsed.error.issues;
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys : [];
  const path = [...issue.path, ...unknown.slice(0, 1)];
  const line = options.line?.(path);
  const place = `${options.where}${line === undefined ? '' : `, line ${line}`}`;
  const key = path.map(String).join('.') || 'the entry';
  throw new SettingsError(
    unknown.length > 0
      ? `${place}: ${key} is not a setting of a cluster`
      : `${place}: ${key}: ${lowerFirst(issue.message)}`,
  );
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
