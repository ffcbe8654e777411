const KEY = String.raw`[A-Za-z0-9](?:[A-Za-z0-9._/-]*[A-Za-z0-9])?`;
const VALUE = String.raw`(?:[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)?`;
const EXISTS = new RegExp(`^(!?)\\s*(${KEY})$`);
const EQUALITY = new RegExp(`^(${KEY})\\s*(==|=|!=)\\s*(${VALUE})$`);
const OUTSIDE_PARENTHESES = /,(?![^()]*\))/;
const SET = new RegExp(`^(${KEY})\\s+(in|notin)\\s*\\(([^()]*)\\)$`);

/**
 * Reads a label selector as `kubectl -l` takes it: `key`, `!key`, `key=value`, `key!=value`, `key in (a,b)`, `key notin (a,b)`,
 * joined by commas.
 *
 * @returns undefined where it is not one: nothing can be said of nodes that an unreadable selector was to choose.
 */
export function parseLabelSelector(text: string) {
  const parts = text.split(OUTSIDE_PARENTHESES);
  const requirements = parts.flatMap(
    part => parseRequirement(part.trim()) ?? [],
  );
  return requirements.length < parts.length
    ? undefined
    : {
        /** As it was written. */
        text,
        /** The label keys it looks at. */
        keys: [...new Set(requirements.map(({ key }) => key))],
        matches: (labels: Readonly<Record<string, string>>) =>
          requirements.every(({ key, holds }) =>
            holds(Object.hasOwn(labels, key) ? labels[key] : undefined),
          ),
      };
}

function parseRequirement(part: string) {
  const [, not, key] = EXISTS.exec(part) ?? [];
  if (key) {
    return {
      key,
      holds: (value?: string) => (value === undefined) === (not === '!'),
    };
  }
  const [, name, operator, list] = EQUALITY.exec(part) ?? SET.exec(part) ?? [];
  if (!name) {
    return undefined;
  }
  const values: readonly (string | undefined)[] = list
    .split(',')
    .map(value => value.trim());
  // As Kubernetes has it, `!=` and `notin` also hold where the label is absent.
  const wanted = operator !== '!=' && operator !== 'notin';
  return {
    key: name,
    holds: (value?: string) => values.includes(value) === wanted,
  };
}
