/** Where text goes: a terminal, a pipe or, in tests, a list. */
export interface Output {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
}

/** What the command line has of the world around it. */
export interface Io {
  stdout: Output;
  stderr: Output;
  env: Record<string, string | undefined>;
  /** Where relative paths of the arguments begin; the process's own folder where absent. */
  cwd?: string;
  /** Aborted by Ctrl-C. */
  signal?: AbortSignal;
  now?: () => Date;
}
