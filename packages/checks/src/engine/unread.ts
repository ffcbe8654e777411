import type { Check, EvidenceLine } from '../declarations';
import type { Reading, UnreadFact } from './Reading';
import { factsBehind } from './Reading';
import { said, type Spoken } from './spoken';

/**
 * What is said of a check whose sources could not all be had: `unknown` with the reason of the first fact that failed, and the
 * words of all of them; `skipped` where one was never asked for. Undefined where all are there.
 */
export function unreadable(check: Check, reading: Reading): Spoken | undefined {
  const unread = new Map<string, UnreadFact>();
  for (const source of Object.values(check.uses)) {
    const answer = reading.answer(source);
    for (const fact of answer.ok ? [] : answer.unread) {
      unread.set(fact.title, fact);
    }
  }
  const failures = [...unread.values()].flatMap(({ title, failure }) =>
    failure ? [{ title, failure }] : [],
  );
  const unasked = [...unread.values()].find(({ failure }) => !failure);
  if (unasked) {
    return said(
      'skipped',
      'NotRun',
      `Not judged. ${unasked.title}: not read in this run`,
    );
  }
  if (failures.length === 0) {
    return undefined;
  }
  const [{ failure: first }] = failures;
  return said(
    'unknown',
    first.reason,
    // Each ends with a full stop of its own, or with none.
    [...new Set(failures.map(({ failure }) => failure.message))].reduce(
      (text, next) => `${text.replace(/\.$/, '')}. ${next}`,
    ),
    { evidence: failures.map(evidenceOf) },
  );
}

/**
 * What a check was judged without, as evidence: the facts behind its optional sources that could not be read, each with its
 * reason and the missing permission. Nothing for those that nobody asked for.
 */
export function unreadOptional(check: Check, reading: Reading): EvidenceLine[] {
  const required = new Set(
    factsBehind(Object.values(check.uses), { withOptional: false }),
  );
  const sources = [
    ...Object.values(check.uses),
    ...Object.values(check.optional),
  ];
  return factsBehind(sources)
    .filter(fact => !required.has(fact))
    .flatMap(fact => {
      const failure = reading.outcome(fact);
      return failure && !failure.ok
        ? [evidenceOf({ title: fact.title, failure })]
        : [];
    });
}

function evidenceOf({ title, failure }: UnreadFact): EvidenceLine {
  return {
    what: `Not read: ${title}`,
    key: failure?.reason,
    value: failure?.message ?? '',
    observedAt: failure?.observedAt,
  };
}
