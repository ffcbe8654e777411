import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { errorCode } from '../errors/errorCode';

const RUNNING = new Set<ChildProcess>();

/** How a command ended. */
export interface CommandEnd {
  /** Absent where it was ended by us or by a signal. */
  exitCode?: number;
  timedOut: boolean;
  /** It could not be started: the system's code, e.g. `ENOENT`. */
  startError?: string;
  /** At most 1 MiB. */
  stdout: string;
  /** Its last 64 KiB. */
  stderr: string;
}

export interface RunCommandOptions {
  command: string;
  args: readonly string[];
  env: Readonly<Record<string, string | undefined>>;
  timeoutMs: number;
  /** Ends the command at once. */
  signal: AbortSignal;
}

const MAX_STDOUT = 1024 * 1024;
const MAX_STDERR = 64 * 1024;
/** For output that is still on its way when a command has ended; what it started may hold the pipes open for ever. */
const DRAIN_MS = 1_000;

/**
 * Runs a command that nobody can answer, and ends it with all that it started.
 *
 * @remarks In a session of its own: it has neither a terminal to ask on nor a share in our signals, and its whole process group can be
 * ended, whatever launcher we were started by. Its standard input is empty, so that a question gets end of file at once.
 */
export function runCommand(options: RunCommandOptions): Promise<CommandEnd> {
  const { timeoutMs, signal } = options;
  return new Promise(resolve => {
    const child = spawn(options.command, [...options.args], {
      env: options.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    const stdout = collect(child.stdout, (text, more) =>
      text.length < MAX_STDOUT ? text + more : text,
    );
    const stderr = collect(child.stderr, (text, more) =>
      (text + more).slice(-MAX_STDERR),
    );
    let timedOut = false;
    let drain: NodeJS.Timeout | undefined;
    const stop = () => {
      killGroup(child);
      closePipes(child);
    };
    const timer = setTimeout(() => {
      timedOut = true;
      stop();
    }, timeoutMs);
    const end = (outcome: Pick<CommandEnd, 'exitCode' | 'startError'>) => {
      clearTimeout(timer);
      clearTimeout(drain);
      signal.removeEventListener('abort', stop);
      RUNNING.delete(child);
      resolve({ ...outcome, timedOut, stdout: stdout(), stderr: stderr() });
    };
    child.on('error', error =>
      end({ startError: errorCode(error) ?? 'unknown' }),
    );
    child.on('exit', () => {
      drain = setTimeout(() => closePipes(child), DRAIN_MS);
    });
    child.on('close', exitCode => {
      // What it left in its group waits for nobody.
      killGroup(child);
      end({ exitCode: exitCode ?? undefined });
    });
    endWithProcess(child);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) {
      stop();
    }
  });
}

/** @returns how to get what has been read so far */
function collect(
  stream: Readable,
  add: (text: string, more: string) => string,
): () => string {
  let text = '';
  stream.setEncoding('utf8');
  stream.on('data', (more: string) => {
    text = add(text, more);
  });
  return () => text;
}

function closePipes(child: ChildProcess): void {
  child.stdout?.destroy();
  child.stderr?.destroy();
}

/** A group is named by the negative number of its first process. */
function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) {
    return;
  }
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

/** Our own end must not leave a command behind that waits for somebody. */
function endWithProcess(child: ChildProcess): void {
  if (RUNNING.size === 0) {
    process.once('exit', endAll);
  }
  RUNNING.add(child);
  child.once('close', () => {
    RUNNING.delete(child);
    if (RUNNING.size === 0) {
      process.removeListener('exit', endAll);
    }
  });
}

function endAll(): void {
  RUNNING.forEach(killGroup);
}
