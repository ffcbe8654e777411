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
