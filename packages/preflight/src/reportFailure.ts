import { ProfileError, SettingsError } from '@runai-portal/checks';
import { KubeconfigError } from '@runai-portal/kube';
import { InputError } from './arguments/InputError';
import { EXIT } from './exitCodes';
import type { Io } from './io';
import { clean } from './output/text';

/**
 * Says on stderr, in one sentence, why a program could not do its work.
 *
 * @returns the exit code
 */
export function reportFailure(
  program: string,
  error: unknown,
  { stderr, env }: Pick<Io, 'stderr' | 'env'>,
): number {
  const isInput = [
    InputError,
    KubeconfigError,
    ProfileError,
    SettingsError,
  ].some(kind => error instanceof kind);
  const said = clean(error instanceof Error ? error.message : String(error));
  const message = /[.!?]$/.test(said) ? said : `${said}.`;
  stderr.write(
    isInput
      ? `${program}: ${message}\n`
      : `${program}: the engine failed: ${message}\n`,
  );
  if (!isInput && env.DEBUG && error instanceof Error) {
    stderr.write(`${error.stack}\n`);
  }
  return isInput ? EXIT.badInput : EXIT.engineFailed;
}
