/**
 * Why the server did not start, from what it printed: the message of the last error, without its stack and without the words that
 * Backstage wraps around it.
 *
 * @param {string[]} lines - raw, as the server printed them
 * @returns {string | undefined}
 */
export function startFailure(lines) {
  for (const line of [...lines].reverse()) {
    const message = errorMessage(line);
    if (message) {
      return innermost(message);
    }
  }
  return undefined;
}

/** As Backstage logs it at once, while other plugins may start for as long as they like; one that may fail is told otherwise. */
const PLUGIN_FAILED =
  /^(?:Module (\S+) in )?Plugin '(.+?)' threw an error during startup(?:, waiting for .*? before shutting down the process)?\. ([^\n]*)/;

/**
 * What a line of the server's log says of a plugin that failed to start.
 *
 * @param {string} line
 * @returns {string | undefined} as packages/backend/src/endAfterFailedStart.ts would word it
 */
export function pluginFailure(line) {
  const [, module, plugin, reason] =
    PLUGIN_FAILED.exec(errorMessage(line) ?? '') ?? [];
  return plugin
    ? `plugin ${plugin}${module ? `, module ${module}` : ''}: ${reason}`
    : undefined;
}

function errorMessage(line) {
  if (line.startsWith('{')) {
    try {
      const entry = JSON.parse(line);
      return entry.level === 'error'
        ? String(entry.message).split(/\n\s+at /)[0]
        : undefined;
    } catch {
      return undefined;
    }
  }
  return /^(?:\[cause\]: )?\w*Error: (.+)/.exec(line.trim())?.[1];
}

/** `Plugin 'x' startup failed; caused by Error: the sentence` -> `the sentence` */
function innermost(message) {
  const parts = message.split(/; caused by (?:\w*Error: )?/);
  return parts[parts.length - 1].replace(/^\w*Error: /, '').trim();
}
