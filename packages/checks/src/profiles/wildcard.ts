/** Whether a text is what a pattern describes. */
export type Matcher = (text: string) => boolean;

/**
 * Compiles a pattern in which a `*` stands for anything; case is ignored.
 *
 * @remarks Tables of the field name things so. Compiled once, since a cluster asks for each of its nodes.
 */
export function wildcard(pattern: string): Matcher {
  const parts = pattern
    .split(/\*+/)
    .map(part => part.replace(/[\\^$.+?()[\]{}|]/g, String.raw`\$&`));
  const compiled = new RegExp(`^${parts.join('.*')}$`, 'is');
  return text => compiled.test(text);
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

/** Answers each key once: labels and taints are the same on thousands of nodes. */
export function answeredOnce<Answer>(
  ask: (key: string) => Answer,
): (key: string) => Answer {
  const answers = new Map<string, Answer>();
  return key => {
    const answer = answers.has(key) ? (answers.get(key) as Answer) : ask(key);
    answers.set(key, answer);
    return answer;
  };
}
