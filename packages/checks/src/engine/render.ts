import type { Remediation } from '@runai-portal/backstage-plugin-runai-common';
import type { Remedy, Values } from '../declarations';

/** A piece of a template: words as they stand, a value, or alternatives, of which the first counts whose values are all there. */
type Piece =
  | string
  | { readonly name: string; readonly forms?: readonly string[] }
  | { readonly alternatives: readonly (readonly Piece[])[] };

/** `{name}`, `{count:node|nodes}`, `[one|another]`; anything else stands as it is, e.g. `{.spec.version}`. */
const MARK = /\{([a-zA-Z]\w*)(?::([^{}]*))?\}|[[\]|]/g;

const sentences = new Map<string, readonly Piece[]>();
const commands = new Map<string, readonly Piece[]>();

/**
 * The sentence with these values.
 *
 * @remarks A value that is missing outside a bracketed part is a defect of the table: the mark stays, and tests refuse it.
 */
export function renderSentence(template: string, values: Values): string {
  return (
    textOf(compiled(template, sentences, true), values) ??
    template.replace(MARK, (mark, name) => String(values[name] ?? mark))
  );
}

/** The command with these values; undefined where one of them is. Brackets mean nothing here. */
export function renderCommand(
  template: string,
  values: Values,
): string | undefined {
  return textOf(compiled(template, commands, false), values);
}

/**
 * What to do, with the values of this cluster.
 *
 * @param places - what the remedy may differ by, the closest first: the id of the distribution, then the track
 */
export function renderRemedy(
  remedy: Remedy,
  values: Values,
  places: readonly string[],
): Remediation {
  const local = places
    .map(place => remedy.where?.[place])
    .find(found => found !== undefined);
  const {
    owner = 'cluster-admin',
    text,
    commands: lines = [],
    docs = [],
  } = {
    ...remedy,
    ...local,
  };
  return {
    owner,
    text: renderSentence(text, values),
    commands: lines.flatMap(line => renderCommand(line, values) ?? []),
    docs: [...docs],
  };
}

function textOf(pieces: readonly Piece[], values: Values): string | undefined {
  let text = '';
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      text += piece;
    } else if ('alternatives' in piece) {
      const texts = piece.alternatives.map(part => textOf(part, values));
      text += texts.find(found => found !== undefined) ?? '';
    } else {
      const value = values[piece.name];
      if (value === undefined) {
        return undefined;
      }
      text += piece.forms ? piece.forms[value === 1 ? 0 : 1] : value;
    }
  }
  return text;
}

function compiled(
  template: string,
  known: Map<string, readonly Piece[]>,
  withParts: boolean,
): readonly Piece[] {
  const found = known.get(template);
  if (found) {
    return found;
  }
  const pieces = compile(template, withParts);
  known.set(template, pieces);
  return pieces;
}

function compile(template: string, withParts: boolean): readonly Piece[] {
  const outside: Piece[][][] = [];
  let alternatives: Piece[][] = [[]];
  const add = (piece: Piece) =>
    alternatives[alternatives.length - 1].push(piece);
  let from = 0;
  for (const match of template.matchAll(MARK)) {
    const [mark, name, forms] = match;
    const inBrackets = outside.length > 0;
    if (name === undefined && !(withParts && (inBrackets || mark === '['))) {
      continue;
    }
    if (match.index > from) {
      add(template.slice(from, match.index));
    }
    from = match.index + mark.length;
    if (name !== undefined) {
      add(forms === undefined ? { name } : { name, forms: forms.split('|') });
    } else if (mark === '[') {
      outside.push(alternatives);
      alternatives = [[]];
    } else if (mark === '|') {
      alternatives.push([]);
    } else {
      const part = { alternatives };
      alternatives = outside.pop() ?? [[]];
      add(part);
    }
  }
  if (from < template.length) {
    add(template.slice(from));
  }
  if (outside.length > 0) {
    throw new Error(`A bracket is not closed in "${template}"`);
  }
  return alternatives[0];
}
