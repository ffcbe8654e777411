/** A piece of a sentence as a check declares it. */
export type SentenceToken =
  | { kind: 'text'; text: string; code: boolean; optional: boolean }
  /** What a result puts there, in plain words: `pod namespace`. */
  | { kind: 'value'; name: string; code: boolean; optional: boolean }
  /** Between two parts of which one is said; `long` where they are sentences. */
  | { kind: 'or'; long: boolean };

/** Letters of all alternatives together from which on each reads better on a line of its own. */
const LONG = 120;

/** `{name}`, `{count:node|nodes}`; what else stands in braces, as `{.spec.version}`, is text. Brackets, bars and backticks by themselves. */
const MARK = /\{([a-zA-Z]\w*)(?::([^{}|]*)\|?([^{}]*))?\}|[[\]|`]/g;

/**
 * Reads a sentence with its placeholders (`{node} offers {count} {count:GPU|GPUs}[ by {who}| by nobody]`) for people, who are to see
 * what may be said without an idea of how it is written.
 *
 * @param whole - with every part that may be left out, and every alternative; else the shortest that may be said
 */
export function sentenceTokens(
  template: string,
  whole: boolean,
): SentenceToken[] {
  const tokens: SentenceToken[] = [];
  let depth = 0;
  let optional = false;
  let long = false;
  let code = false;
  let skipping = false;
  let from = 0;
  const push = (part: string) => {
    // Alternatives begin alike, with what joins them to the sentence before.
    const isNext = tokens.at(-1)?.kind === 'or';
    const text = isNext ? part.replace(/^[.,;:]? /, '') : part;
    if (text && !skipping) {
      tokens.push({ kind: 'text', text, code, optional });
    }
  };
  for (const match of template.matchAll(MARK)) {
    push(template.slice(from, match.index));
    from = match.index + match[0].length;
    const [mark, name, one, many] = match;
    if (name !== undefined && one !== undefined) {
      push(many || one);
    } else if (name !== undefined) {
      if (!skipping) {
        tokens.push({ kind: 'value', name: plainName(name), code, optional });
      }
    } else if (mark === '[') {
      depth += 1;
      const inside = template.slice(from).split(']', 1)[0];
      // A bar within braces is between two forms of a word.
      optional = !inside.replace(/\{[^{}]*\}/g, '').includes('|');
      long = inside.length > LONG;
      skipping = optional && !whole;
    } else if (mark === ']' && depth > 0) {
      depth -= 1;
      optional = false;
      skipping = false;
    } else if (mark === '|' && depth > 0) {
      if (whole) tokens.push({ kind: 'or', long });
      else skipping = true;
    } else if (mark === '`' && isClosed(template, match.index, code)) {
      code = !code;
    } else {
      push(mark);
    }
  }
  push(template.slice(from));
  return tokens;
}

/** A command as it can be copied and filled in: `kubectl -n {podNamespace} logs` with `POD_NAMESPACE`. */
export function commandToFillIn(command: string): string {
  return command.replace(/\{([a-zA-Z]\w*)\}/g, (_, name: string) =>
    plainName(name).toLocaleUpperCase('en').replaceAll(' ', '_'),
  );
}

/** `podNamespace` in words. */
function plainName(name: string): string {
  return name.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLocaleLowerCase('en');
}

/** A backtick without its partner is a character like any other. */
function isClosed(template: string, at: number, code: boolean): boolean {
  return code || template.includes('`', at + 1);
}
