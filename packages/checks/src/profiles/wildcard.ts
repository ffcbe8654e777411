/** Whether a text is what a pattern describes. */
export type Matcher = (text: string) => boolean;

/**
 * Compiles a pattern in which a `*` stands for anything; case is ignored.
 *
 * @remarks Tables of the field name things so. Compiled once, since a cluster asks for each of its nodes.
 */
export function wildcard(pattern: string): Matcher {
  const parts = pattern.toLowerCase().split('*');
  const [first] = parts;
  const last = parts[parts.length - 1];
  if (parts.length === 1) {
    return text => text.toLowerCase() === first;
  }
  const between = parts.slice(1, -1);
  return written => {
    const text = written.toLowerCase();
    if (!text.startsWith(first)) {
      return false;
    }
    let from = first.length;
    for (const part of between) {
      const at = text.indexOf(part, from);
      if (at < 0) {
        return false;
      }
      from = at + part.length;
    }
    return text.length - last.length >= from && text.endsWith(last);
  };
}

const compiled = new WeakMap<readonly string[], Matcher>();

/** Whether a text is what one of these patterns describes; compiled once for each list. */
export function anyOf(list: readonly string[]): Matcher {
  const known = compiled.get(list);
  if (known) {
    return known;
  }
  const matchers = list.map(wildcard);
  const matcher: Matcher = text => matchers.some(matches => matches(text));
  compiled.set(list, matcher);
  return matcher;
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
