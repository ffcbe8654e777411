import { LineCounter, parseDocument, type Document } from 'yaml';
import { ProfileError } from './ProfileError';
import { profileFileSchema } from './schema';

/** One profile file: its document as written, and where each key stands. */
export interface ProfileFile {
  path: string;
  id: string;
  parent?: string;
  document: unknown;
  /** `file, line 12` of a key, or of the nearest one above it that the file has. */
  where(...path: readonly PropertyKey[]): string;
  /** How many leading segments of that path the file itself writes. */
  depth(path: readonly PropertyKey[]): number;
}

/**
 * Reads one profile file; what it extends is not looked at yet.
 *
 * @throws ProfileError with the line for bad YAML, and for a file without `id` or `title`
 */
export function parseProfileFile(options: {
  path: string;
  text: string;
}): ProfileFile {
  const lines = new LineCounter();
  const parsed = parseDocument(options.text, { lineCounter: lines });
  const [error] = parsed.errors;
  if (error) {
    const { line } = lines.linePos(error.pos[0]);
    throw new ProfileError(
      `${options.path}, line ${line}: ${error.message.split('\n')[0]}`,
    );
  }
  const document: unknown = parsed.toJS();
  const head = profileFileSchema.safeParse(document);
  const place = locator(options.path, parsed, lines);
  if (!head.success) {
    const [issue] = head.error.issues;
    throw new ProfileError(
      `${place.where(...issue.path)}: ${
        issue.path.join('.') || 'the document'
      }: ${issue.message}`,
    );
  }
  return {
    path: options.path,
    id: head.data.id,
    parent: head.data.extends,
    document,
    ...place,
  };
}

function locator(
  path: string,
  document: Document,
  lines: LineCounter,
): Pick<ProfileFile, 'where' | 'depth'> {
  const depth = (keys: readonly PropertyKey[]) => {
    let length = keys.length;
    while (length > 0 && !document.hasIn(keys.slice(0, length))) {
      length -= 1;
    }
    return length;
  };
  return {
    depth,
    where: (...keys) => {
      const node = document.getIn(keys.slice(0, depth(keys)), true);
      const range = isRanged(node) ? node.range : undefined;
      return range ? `${path}, line ${lines.linePos(range[0]).line}` : path;
    },
  };
}

function isRanged(node: unknown): node is { range: [number, number, number] } {
  return (
    typeof node === 'object' &&
    node !== null &&
    'range' in node &&
    Array.isArray(node.range)
  );
}
