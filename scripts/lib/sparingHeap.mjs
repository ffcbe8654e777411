import { execFileSync } from 'node:child_process';

/**
 * When the server collects garbage. V8 lets the old generation grow to 512 MB before it looks at it for the first time, and to four
 * times what was in use then; a portal with 100 clusters uses 180 MB of 800. Neither is a limit: a fleet that needs more gets it.
 */
const WANTED = ['--initial-old-space-size=256', '--heap-growing-percent=75'];

/**
 * Options for the Node that the server runs on, without those that its V8 does not know: it would not start with them.
 *
 * @param {string} [known] - what V8 says of its options
 * @returns {string[]}
 */
export function sparingHeap(known = optionsOfV8()) {
  return WANTED.filter(option =>
    new RegExp(`^\\s*${option.split('=')[0]} `, 'm').test(known),
  );
}

function optionsOfV8() {
  return execFileSync(process.execPath, ['--v8-options'], { encoding: 'utf8' });
}
