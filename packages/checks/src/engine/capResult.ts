import type {
  Evidence,
  Result,
} from '@runai-portal/backstage-plugin-runai-common';

/** Longest value of one piece of evidence, in characters; a label may hold 5,000. */
export const MAX_EVIDENCE_CHARACTERS = 300;
/** Longest message, in characters. */
export const MAX_MESSAGE_CHARACTERS = 1000;
/** Most pieces of evidence of one result; the last one tells how many more there were. */
export const MAX_EVIDENCE = 40;

/** Bounds the texts of a result, whatever the cluster put into its objects; one that is small, as nearly all are, is given back as it is. */
export function capResult(result: Result): Result {
  if (isSmall(result)) {
    return result;
  }
  return {
    ...result,
    message: cut(result.message, MAX_MESSAGE_CHARACTERS),
    evidence: result.evidence.map(capEntry),
    ...(result.expected !== undefined && {
      expected: cut(result.expected, MAX_EVIDENCE_CHARACTERS),
    }),
    ...(result.actual !== undefined && {
      actual: cut(result.actual, MAX_EVIDENCE_CHARACTERS),
    }),
  };
}

function isSmall(result: Result): boolean {
  const { message, evidence, expected = '', actual = '' } = result;
  return (
    message.length <= MAX_MESSAGE_CHARACTERS &&
    expected.length <= MAX_EVIDENCE_CHARACTERS &&
    actual.length <= MAX_EVIDENCE_CHARACTERS &&
    evidence.every(
      ({ what, key = '', value }) =>
        what.length <= MAX_EVIDENCE_CHARACTERS &&
        key.length <= MAX_EVIDENCE_CHARACTERS &&
        value.length <= MAX_EVIDENCE_CHARACTERS,
    )
  );
}

/** Cuts at a character, never inside a surrogate pair, and says so with an ellipsis. */
export function cut(text: string, characters: number): string {
  if (text.length <= characters) {
    return text;
  }
  const end = characters - 1;
  const inPair = /[\uD800-\uDBFF]/.test(text.charAt(end - 1));
  return `${text.slice(0, inPair ? end - 1 : end)}…`;
}

/** As many pieces of evidence as are kept; where there are more, the last one counts them. */
export function someEvidence<Entry extends Omit<Evidence, 'observedAt'>>(
  evidence: readonly Entry[],
): readonly (Entry | Omit<Evidence, 'observedAt'>)[] {
  const more = evidence.length - (MAX_EVIDENCE - 1);
  return more > 1
    ? [
        ...evidence.slice(0, MAX_EVIDENCE - 1),
        {
          what: 'more',
          value: `${more} more pieces of evidence are not shown`,
        },
      ]
    : evidence;
}

function capEntry(entry: Evidence): Evidence {
  return {
    ...entry,
    what: cut(entry.what, MAX_EVIDENCE_CHARACTERS),
    ...(entry.key !== undefined && {
      key: cut(entry.key, MAX_EVIDENCE_CHARACTERS),
    }),
    value: cut(entry.value, MAX_EVIDENCE_CHARACTERS),
  };
}
