import type { Check, EvidenceLine } from '../declarations';
import { factsBehind, factsOf } from './Catalogue';
import type { Reading, UnreadFact } from './Reading';
import { said, type Spoken } from './spoken';

/**
 * What is said of a check whose sources could not all be had: `unknown` with the reason of the first fact that failed, and the
 * words of all of them; `skipped` where one was never asked for. Undefined where all are there.
 */
export function unreadable(
  { uses }: Check,
  reading: Reading,
): Spoken | undefined {
  const unread = [
    ...new Map(reading.unread(uses).map(fact => [fact.title, fact])).values(),
  ];
  if (unread.length === 0) {
    return undefined;
  }
  const unasked = unread.find(({ isUnasked }) => isUnasked);
  if (unasked) {
    return said('skipped', 'NotRun', `Not judged. ${unasked.failure.message}`);
  }
  const failures = unread.map(({ failure }) => failure);
  // Each ends with a full stop of its own, or with none.
  const message = [...new Set(failures.map(failure => failure.message))].reduce(
    (text, next) => `${text.replace(/\.$/, '')}. ${next}`,
  );
  return said('unknown', failures[0].reason, message, {
    evidence: unread.map(evidenceOf),
  });
}

/**
 * What a check was judged without, as evidence: the facts behind its optional sources that could not be read, each with its
 * reason and the missing permission. Nothing for those that nobody asked for.
 */
export function unreadOptional(check: Check, reading: Reading): EvidenceLine[] {
  const required = factsBehind(Object.values(check.uses), {
    withOptional: false,
  });
  return factsOf(check)
    .filter(fact => !required.includes(fact))
    .flatMap(fact => {
      const failure = reading.outcome(fact);
      return failure && !failure.ok
        ? [evidenceOf({ title: fact.title, failure })]
        : [];
    });
}

function evidenceOf({
  title,
  failure,
}: Pick<UnreadFact, 'title' | 'failure'>): EvidenceLine {
  const { reason, message, observedAt } = failure;
  return {
    what: `Not read: ${title}`,
    key: reason,
    value: message,
    observedAt,
  };
}
