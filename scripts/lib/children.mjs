import { spawn } from 'node:child_process';
import { dirname, delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './root.mjs';

const watchParent = fileURLToPath(
  new URL('./watchParent.cjs', import.meta.url),
);
const running = new Set();

/**
 * Starts a Node program in a process group of its own; the group ends with this script.
 *
 * @param {string[]} args - what follows `node`
 * @param {{program?: string, cwd?: string, env?: NodeJS.ProcessEnv, stdio?: import('node:child_process').StdioOptions, nodeOptions?: string[]}} options
 *   `program`: another Node than this one
 */
export function startNode(args, options = {}) {
  const { program = process.execPath } = options;
  const child = spawn(
    program,
    [...(options.nodeOptions ?? []), '--require', watchParent, ...args],
    {
      cwd: options.cwd ?? root,
      env: {
        ...process.env,
        // Programs that a child starts by the name `node` get this one.
        PATH: `${dirname(program)}${delimiter}${process.env.PATH ?? ''}`,
        RUNAI_PORTAL_PARENT: String(process.pid),
        ...options.env,
      },
      stdio: options.stdio ?? ['ignore', 'pipe', 'pipe'],
      detached: true,
    },
  );
  running.add(child);
  child.once('exit', () => {
    signalGroup(child, 'SIGTERM'); // what the child itself started and left
    running.delete(child);
  });
  return child;
}

/**
 * Runs a Node program to its end.
 *
 * @param {string[]} args
 * @param {Parameters<typeof startNode>[1] & {onLine?: (line: string) => void}} options
 * @returns {Promise<{code: number, output: string}>}
 */
export async function runNode(args, options = {}) {
  const child = startNode(args, options);
  let output = '';
  let rest = '';
  const take = part => {
    output += part;
    rest += part;
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(line => options.onLine?.(line));
  };
  child.stdout?.setEncoding('utf8').on('data', take);
  child.stderr?.setEncoding('utf8').on('data', take);
  const code = await exitOf(child);
  if (rest) {
    options.onLine?.(rest);
  }
  return { code, output };
}

/** The exit code of a child, 1 where a signal ended it. */
export function exitOf(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', code => resolve(code ?? 1));
  });
}

/** Ends every child with its group: politely, and after `graceMs` by force. */
export async function stopChildren(graceMs = 10_000) {
  const children = [...running];
  await Promise.all(
    children.map(async child => {
      const gone = new Promise(resolve => child.once('exit', resolve));
      signalGroup(child, 'SIGTERM');
      const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), graceMs);
      await gone;
      clearTimeout(timer);
    }),
  );
}

/**
 * Ends the children, and then this script, on Ctrl-C, SIGTERM, SIGHUP, or when the npm that started it is gone.
 *
 * @param {() => void} [onStop] - told once, before the children end
 */
export function stopWithParent(onStop = () => {}) {
  let stopping = false;
  const stop = async code => {
    if (stopping) {
      return;
    }
    stopping = true;
    onStop();
    await stopChildren();
    process.exit(code);
  };
  process.on('SIGINT', () => stop(130));
  process.on('SIGTERM', () => stop(143));
  process.on('SIGHUP', () => stop(129));
  if (process.env.npm_lifecycle_event) {
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && stop(143), 500).unref();
  }
}

function signalGroup(child, signal) {
  if (child.pid === undefined) {
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') {
      throw error;
    }
  }
}
