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
