import { CredentialError } from '../connection/CredentialError';
import type { TimedCredential } from '../connection/SharedCredential';
import { checkCredential } from '../connection/checkCredential';
import type { CredentialPlugin } from './CredentialPlugin';
import { findCommand } from './findCommand';
import { lastWords, presentable } from './lastWords';
import { readExecCredential, statusMessage } from './readExecCredential';
import { runCommand, type CommandEnd } from './runCommand';

/**
 * Runs a credential plugin once.
 *
 * @remarks By ourselves: `@kubernetes/client-node` hands the plugin our own standard input, waits for it without an end, ends it
 * without its children, and tells a failure by whatever JavaScript error it led to.
 *
 * @throws CredentialError with one sentence that names the plugin and the user, and says what the plugin last said
 */
export async function askPlugin(
  plugin: CredentialPlugin,
  options: { timeoutMs: number; signal: AbortSignal },
): Promise<TimedCredential> {
  const missing = missingPlugin(plugin);
  if (missing) {
    throw new CredentialError(missing);
  }
  const end = await runCommand({ ...plugin, ...options });
  if (end.startError || end.timedOut || end.exitCode !== 0) {
    throw new CredentialError(
      `${nameOf(plugin)} ${failure(end, options.timeoutMs)}.`,
    );
  }
  const answer = readExecCredential(end.stdout);
  if (!answer.credential) {
    const said = lastWords(end.stderr);
    throw new CredentialError(
      `${nameOf(plugin)} ${presentable(answer.problem)}.${
        said ? ` It said: ${said}.` : ''
      }`,
    );
  }
  return {
    credential: checkCredential(
      answer.credential,
      `What the plugin ${plugin.name} of user ${plugin.user} returned`,
    ),
    expiresAt: answer.expiresAt,
  };
}

/** @returns one sentence where the plugin is not there */
export function missingPlugin(plugin: CredentialPlugin): string | undefined {
  const found = findCommand(plugin.command, plugin.env.PATH);
  if (found.path !== undefined) {
    return undefined;
  }
  if (found.why === 'notExecutable') {
    return `${nameOf(plugin)} may not be executed.`;
  }
  const hint = plugin.installHint && ` ${presentable(plugin.installHint)}.`;
  const where =
    plugin.command === plugin.name && !/[/\\]/.test(plugin.name)
      ? 'is not installed or not in PATH'
      : `is not installed: there is no file ${plugin.command}`;
  return `${nameOf(plugin)} ${where}.${hint ?? ''}`;
}

function failure(end: CommandEnd, timeoutMs: number): string {
  if (end.startError) {
    return `could not be started (${end.startError})`;
  }
  const said = statusMessage(end.stdout) ?? lastWords(end.stderr);
  if (end.timedOut) {
    return `did not answer within ${timeoutMs / 1000} s. ${
      said ? `It last said: ${presentable(said)}` : 'It said nothing'
    }`;
  }
  if (said) {
    return `failed: ${presentable(said)}`;
  }
  return end.exitCode === undefined
    ? 'was ended by a signal and said nothing'
    : `failed with exit code ${end.exitCode} and said nothing`;
}

function nameOf({ name, user }: CredentialPlugin): string {
  return `The credential plugin ${name} of user ${user}`;
}
