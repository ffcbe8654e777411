import { memoize } from '../memoize';

/** Whether a text is what a pattern describes. */
export type Matcher = (text: string) => boolean;

/**
 * Compiles a pattern in which a `*` stands for anything; case is ignored.
 *
 * @remarks Tables of the field name things so. Compiled once, since a cluster asks for each of its nodes.
 */
export function wildcard(pattern: string): Matcher {
  const [first, ...between] = pattern.toLowerCase().split('*');
  const last = between.pop();
  if (last === undefined) {
    return text => text.toLowerCase() === first;
  }
  // No regular expression: it is slower, and a long text can hold it up.
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

/** Whether a text is what one of these patterns describes; compiled once for each list. */
export const anyOf = memoize((list: readonly string[]): Matcher => {
  const matchers = list.map(wildcard);
  return text => matchers.some(matches => matches(text));
});
