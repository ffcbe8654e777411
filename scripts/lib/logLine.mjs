/**
 * Makes a line of the server's log readable: in production Backstage logs a JSON object a line.
 *
 * @param {string} line
 * @returns {string} the line as it is, where it is something else
 */
export function readableLogLine(line) {
  const entry = parse(line);
  if (!entry) {
    return line;
  }
  const { timestamp, level, message, plugin, cluster } = entry;
  const about = [plugin ?? entry.service, cluster].filter(Boolean).join(' ');
  return `${[timestamp, level.padEnd(5), about]
    .filter(Boolean)
    .join(' ')} ${message}`;
}

/** The message of an error's log line without its stack, `undefined` for every other line. */
export function errorOf(line) {
  const entry = parse(line);
  return entry?.level === 'error'
    ? entry.message.split('\n    at ')[0]
    : undefined;
}

function parse(line) {
  if (!line.startsWith('{')) {
    return undefined;
  }
  try {
    const entry = JSON.parse(line);
    return typeof entry.level === 'string' && typeof entry.message === 'string'
      ? entry
      : undefined;
  } catch {
    return undefined;
  }
}
