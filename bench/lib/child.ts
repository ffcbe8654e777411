import { type ChildProcess, spawn } from 'node:child_process';
import { on, once } from 'node:events';

/** A process of its own, so that one part's memory and garbage collection say nothing about another's. */
export interface Child<Message> {
  /** What it reported first. */
  message: Message;
  /** Sends a question and waits for the next report. */
  ask<Answer>(question: string): Promise<Answer>;
  /** Ends it and waits until it is gone. */
  stop(): Promise<void>;
  /** Resolves when it is gone. */
  ended: Promise<unknown>;
}

/**
 * Starts a script of the benchmark; it runs TypeScript from source as this process does.
 *
 * @param script - absolute path
 * @param input - reaches the script by `childInput()`
 * @throws Error where it ends without having reported
 */
export async function startChild<Message>(
  script: string,
  input: unknown,
): Promise<Child<Message>> {
  const child = spawn(
    process.execPath,
    [...process.execArgv, '--expose-gc', script, JSON.stringify(input)],
    { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  const exited = once(child, 'exit');
  const next = async <Report>() =>
    Promise.race([
      nextReport(child).then(reported => reported as Report),
      exited.then(([code, signal]) => {
        throw new Error(
          `${script} ended (${signal ?? code}) before it reported`,
        );
      }),
    ]);
  return {
    message: await next<Message>(),
    ask: async <Answer>(question: string) => {
      const answer = next<Answer>();
      child.send(question);
      return answer;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
    ended: exited,
  };
}

/** Runs a script that reports once and is done. */
export async function runChild<Message>(
  script: string,
  input: unknown,
): Promise<Message> {
  const child = await startChild<Message>(script, input);
  await child.ended;
  return child.message;
}

/** Called by the script: what it has to say, e.g. a measurement or the address it listens on. */
export function report(message: object): void {
  if (!process.send) {
    throw new Error('This script is started by the benchmark');
  }
  process.send({ report: message });
}

/** The loader of TypeScript talks over the same channel: it tells which files it loaded. */
async function nextReport(child: ChildProcess): Promise<unknown> {
  for await (const [message] of on(child, 'message')) {
    if ('report' in message) {
      return message.report;
    }
  }
  return undefined;
}

/** Input of the script that {@link startChild} started. */
export function childInput<Input>(): Input {
  return JSON.parse(process.argv[2]) as Input;
}
