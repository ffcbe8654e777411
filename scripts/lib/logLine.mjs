/** What Backstage says in production that is as it should be here, with why. */
const EXPECTED = [
  /backend\.baseUrl is set to a localhost URL/, // the portal is for this machine until its configuration says otherwise
  /Event (?:subscribe|publish) request failed with status 404/, // one process: events need no backend of their own
  /^Loading config from /, // the launcher was told which
];

/** What it says besides where the pages were not asked for (`--backend-only`), and nobody built them. */
const EXPECTED_WITHOUT_PAGES = [/^Can't serve static app content from /];

/**
 * Makes a line of the server's log readable: in production Backstage logs a JSON object a line.
 *
 * @param {string} line
 * @param {{pages?: boolean}} [options] - `pages`: whether the server is to serve them
 * @returns {string | undefined} the line as it is, where it is something else; nothing where nobody has to read it
 */
export function readableLogLine(line, { pages = true } = {}) {
  const entry = parse(line);
  const message = entry?.message ?? line;
  const expected = pages ? EXPECTED : [...EXPECTED, ...EXPECTED_WITHOUT_PAGES];
  if (expected.some(pattern => pattern.test(message))) {
    return undefined;
  }
  if (!entry) {
    return line;
  }
  const about = [entry.plugin ?? entry.service, entry.cluster]
    .filter(Boolean)
    .join(' ');
  return `${[entry.level.padEnd(5), about]
    .filter(Boolean)
    .join(' ')}: ${message}`;
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
