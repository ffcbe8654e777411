const compiled = new Map<string, RegExp>();

/** Whether a name matches a pattern in which a `*` stands for anything. */
export function matchesWildcard(pattern: string, name: string): boolean {
  return toExpression(pattern).test(name);
}

function toExpression(pattern: string): RegExp {
  const known = compiled.get(pattern);
  if (known) {
    return known;
  }
  const parts = pattern
    .split('*')
    .map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  const expression = new RegExp(`^${parts.join('.*')}$`);
  compiled.set(pattern, expression);
  return expression;
}
