import { memoize } from '../memoize';

/** Whether a text is what a pattern describes. */
export type Matcher = (text: string) => boolean;

/**
 * Compiles a pattern in which a `*` stands for anything; case is ignored.
 *
 * @remarks Tables of the field name things so. Compiled once, since a cluster asks for each of its nodes.
 */
export function wildcard(pattern: string): Matcher {
  const parts = pattern.split('*').map(part => part.replace(/\W/g, '\\$&'));
  const whole = new RegExp(`^${parts.join('.*?')}$`, 'is');
  return text => whole.test(text);
}

/** Whether a text is what one of these patterns describes; compiled once for each list. */
export const anyOf = memoize((list: readonly string[]): Matcher => {
  const matchers = list.map(wildcard);
  return text => matchers.some(matches => matches(text));
});
