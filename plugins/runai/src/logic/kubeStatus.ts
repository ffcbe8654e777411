import type { StateVocabulary } from './states';

/** By the words that Kubernetes prints for the state of an object, in lower case. */
const LOOKS: readonly [
  pattern: RegExp,
  look: { of: StateVocabulary; state: string },
][] = [
  [
    /^(running|ready|active|bound|available|complete|completed|succeeded)$/,
    { of: 'check', state: 'pass' },
  ],
  [
    /^(warning|released|ready,schedulingdisabled)$/,
    { of: 'check', state: 'warn' },
  ],
  [
    /^(pending|containercreating|podinitializing|terminating|suspended|init:\d+\/\d+)$/,
    { of: 'run', state: 'queued' },
  ],
  [
    /(backoff|err|error|failed|notready|evicted|oomkilled|lost|exitcode|signal|invalid|cannotrun|deadline)/,
    { of: 'check', state: 'fail' },
  ],
  [/^(unknown|nodelost)/, { of: 'check', state: 'unknown' }],
];

/** Columns whose cells are states. */
const STATE_COLUMNS = new Set(['Status', 'Type', 'State']);

export function isStateColumn(name: string): boolean {
  return STATE_COLUMNS.has(name);
}

/**
 * How the word in a cell of a server's table looks, in the vocabulary of the pages; undefined where the column tells no state, or
 * the word is none that is known.
 */
export function kubeStatusLook(
  column: string,
  word: unknown,
): { of: StateVocabulary; state: string } | undefined {
  if (!isStateColumn(column) || typeof word !== 'string') return undefined;
  const lower = word.toLocaleLowerCase('en');
  return LOOKS.find(([pattern]) => pattern.test(lower))?.[1];
}
