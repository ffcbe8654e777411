import { BackendStartupError } from '@backstage/backend-app-api';
import { toError } from '@backstage/errors';

/** What the launcher (scripts/lib/backend.mjs) is told over the channel between the two processes. */
export interface StartFailed {
  type: 'startFailed';
  /** A line for each plugin or module that failed, in its own words. */
  reason: string;
}

/**
 * Ends the process with exit code 1 after `backend.start()` was rejected, and tells the launcher why where there is one. Backstage
 * by itself would log it and go on answering 503.
 */
export function endAfterFailedStart(error: unknown): void {
  const end = () => process.exit(1);
  if (process.send && process.connected) {
    const message: StartFailed = {
      type: 'startFailed',
      reason: reasonOf(error),
    };
    process.send(message, undefined, undefined, end);
    return;
  }
  process.stderr.write(`The portal did not start: ${reasonOf(error)}\n`, end);
}

/** Each failure in its own words, without those that Backstage wraps around it. */
export function reasonOf(error: unknown): string {
  const failures =
    error instanceof BackendStartupError
      ? error.result.plugins.flatMap(({ pluginId, failure, modules }) => [
          { name: `plugin ${pluginId}`, failure },
          ...modules.map(module => ({
            name: `plugin ${pluginId}, module ${module.moduleId}`,
            failure: module.failure,
          })),
        ])
      : [];
  const told = failures.flatMap(({ name, failure }) =>
    failure && !failure.allowed ? [`${name}: ${failure.error.message}`] : [],
  );
  return told.length > 0 ? told.join('\n') : toError(error).message;
}
