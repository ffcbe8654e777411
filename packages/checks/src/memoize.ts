/**
 * Remembers the last answer about each subject: several checks ask the same of the same facts, which are never changed and,
 * where they are equal, are shared.
 *
 * @param find - pure; its other arguments are compared by identity
 */
export function memoize<
  Subject extends object,
  Context extends readonly unknown[],
  Answer,
>(
  find: (subject: Subject, ...context: Context) => Answer,
): (subject: Subject, ...context: Context) => Answer {
  const answers = new WeakMap<Subject, { context: Context; answer: Answer }>();
  return (subject, ...context) => {
    const known = answers.get(subject);
    if (known && isSame(known.context, context)) {
      return known.answer;
    }
    const answer = find(subject, ...context);
    answers.set(subject, { context, answer });
    return answer;
  };
}

function isSame(some: readonly unknown[], others: readonly unknown[]) {
  for (let index = 0; index < some.length; index += 1) {
    if (some[index] !== others[index]) {
      return false;
    }
  }
  return true;
}

/** More are not kept: a hostile cluster may write other keys each time that it is looked at. */
const MOST_ANSWERS = 10_000;

/** Answers each key once: labels and taints are the same on thousands of nodes. Objects are told apart by identity. */
export function answeredOnce<Key, Answer>(
  ask: (key: Key) => Answer,
): (key: Key) => Answer {
  const answers = new Map<Key, Answer>();
  return key => {
    if (answers.has(key)) {
      return answers.get(key) as Answer;
    }
    if (answers.size >= MOST_ANSWERS) {
      answers.clear();
    }
    const answer = ask(key);
    answers.set(key, answer);
    return answer;
  };
}

/** Objects told apart by their values, one value a level. */
export interface SharedParts<Parts> {
  readonly next: Map<unknown, SharedParts<Parts>>;
  first: Parts | undefined;
}

/** Among which {@link share} looks. */
export function noParts<Parts>(): SharedParts<Parts> {
  return { next: new Map(), first: undefined };
}

/** The first object that had the same values, compared by identity in their order. */
export function share<Parts extends object>(
  among: SharedParts<Parts>,
  parts: Parts,
): Parts {
  let branch = among;
  for (const part of Object.values(parts)) {
    let next = branch.next.get(part);
    if (!next) {
      next = noParts();
      branch.next.set(part, next);
    }
    branch = next;
  }
  branch.first ??= parts;
  return branch.first;
}
