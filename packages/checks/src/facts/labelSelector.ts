/** A label selector as `kubectl -l` takes it, parsed. */
export interface LabelSelector {
  /** As it was written. */
  readonly text: string;
  /** The label keys it looks at. */
  readonly keys: readonly string[];
  matches(labels: Readonly<Record<string, string>>): boolean;
}

type Requirement = {
  key: string;
  holds: (value: string | undefined) => boolean;
};

const KEY = String.raw`[A-Za-z0-9](?:[A-Za-z0-9._/-]*[A-Za-z0-9])?`;
const VALUE = String.raw`(?:[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)?`;
const EXISTS = new RegExp(`^(!?)\\s*(${KEY})$`);
const EQUALITY = new RegExp(`^(${KEY})\\s*(==|=|!=)\\s*(${VALUE})$`);
const SET = new RegExp(`^(${KEY})\\s+(in|notin)\\s*\\(([^()]*)\\)$`);

/**
 * Reads a label selector: `key`, `!key`, `key=value`, `key!=value`, `key in (a,b)`, `key notin (a,b)`, joined by commas.
 *
 * @returns undefined where it is not one: nothing can be said of nodes that an unreadable selector was to choose.
 */
export function parseLabelSelector(text: string): LabelSelector | undefined {
  const requirements: Requirement[] = [];
  for (const part of splitOutsideParentheses(text)) {
    const requirement = parseRequirement(part.trim());
    if (!requirement) {
      return undefined;
    }
    requirements.push(requirement);
  }
  return {
    text,
    keys: [...new Set(requirements.map(requirement => requirement.key))],
    matches: labels =>
      requirements.every(({ key, holds }) =>
        holds(Object.hasOwn(labels, key) ? labels[key] : undefined),
      ),
  };
}

function parseRequirement(part: string): Requirement | undefined {
  const exists = EXISTS.exec(part);
  if (exists) {
    const wanted = exists[1] === '';
    return { key: exists[2], holds: value => (value !== undefined) === wanted };
  }
  const equality = EQUALITY.exec(part);
  if (equality) {
    const [, key, operator, expected] = equality;
    // As Kubernetes has it, `!=` and `notin` also hold where the label is absent.
    return {
      key,
      holds:
        operator === '!='
          ? value => value !== expected
          : value => value === expected,
    };
  }
  const set = SET.exec(part);
  if (set) {
    const [, key, operator, list] = set;
    const values = new Set(list.split(',').map(value => value.trim()));
    return {
      key,
      holds:
        operator === 'in'
          ? value => value !== undefined && values.has(value)
          : value => value === undefined || !values.has(value),
    };
  }
  return undefined;
}

function splitOutsideParentheses(text: string): string[] {
  return text.split(/,(?![^()]*\))/);
}
