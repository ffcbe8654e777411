import {
  isShellWord,
  type Remediation,
} from '@runai-portal/backstage-plugin-runai-common';
import type { Remedy, Values } from '../declarations';
import { answeredOnce } from '../memoize';
import { documentOf } from '../profiles/documents';

/** A text with its values; undefined where one of them is. */
type Render = (values: Values) => string | undefined;

/** `{name}` and `{count:node|nodes}`; anything else stands as it is, e.g. `{.spec.version}`. */
const MARK = /\{([a-zA-Z]\w*)(?::([^{}]*))?\}/;
/** `[one|another]`: the first part whose values are all there; nothing where there is none. */
const PARTS = /\[([^[\]]*)\]/;
/** Between two parts, not between two forms. */
const BAR = /\|(?![^{}]*\})/;

/** Values that are pieces of a command themselves: of our tables, and of the roles that we generate. */
const PIECES = new Set(['look', 'manifest']);

/** There are few templates, and thousands of nodes. */
const sentenceOf = answeredOnce(compileSentence);

/**
 * Gives a command with its values; undefined where one of them is, or where a shell would read more in it than names. Brackets mean
 * nothing here.
 */
export const commandOf = answeredOnce(compileCommand);

/**
 * The sentence with these values.
 *
 * @remarks A value that is missing outside a bracketed part is a defect of the table: the mark stays, and tests refuse it.
 */
export function renderSentence(template: string, values: Values): string {
  return (
    sentenceOf(template)(values) ??
    template.replace(new RegExp(MARK, 'g'), (mark, name) =>
      String(values[name] ?? mark),
    )
  );
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
  const local = places.map(place => remedy.where?.[place]).find(Boolean);
  const {
    owner = 'cluster-admin',
    text,
    commands = [],
    docs = [],
  } = { ...remedy, ...local };
  return {
    owner,
    text: renderSentence(text, values),
    commands: commands.flatMap(line => commandOf(line)(values) ?? []),
    docs: docs.map(doc => (typeof doc === 'string' ? documentOf(doc) : doc)),
  };
}

function compileCommand(template: string): Render {
  const render = compile(template);
  const names = [...template.matchAll(new RegExp(MARK, 'g'))]
    .map(([, name]) => name)
    .filter(name => !PIECES.has(name));
  return values =>
    names.every(name => areWords(values[name])) ? render(values) : undefined;
}

/** A list of names has blanks between them. */
function areWords(value: Values[string]): boolean {
  return typeof value !== 'string' || value.split(' ').every(isShellWord);
}

function compileSentence(template: string): Render {
  // Every second piece stood in brackets.
  const pieces = template
    .split(PARTS)
    .map((piece, index) =>
      index % 2 === 0 ? compile(piece) : compileParts(piece),
    );
  return values => {
    let text = '';
    for (const render of pieces) {
      const piece = render(values);
      if (piece === undefined) {
        return undefined;
      }
      text += piece;
    }
    return text;
  };
}

function compileParts(parts: string): Render {
  const alternatives = parts.split(BAR).map(compile);
  return values => {
    let text: string | undefined;
    for (const render of alternatives) {
      text ??= render(values);
    }
    return text ?? '';
  };
}

function compile(template: string): Render {
  const marks = [...template.matchAll(new RegExp(MARK, 'g'))].map(
    ([, name, forms]) => ({ name, forms: forms?.split('|') }),
  );
  // Every third piece: between them stand the names and the forms.
  const words = template.split(MARK).filter((_, index) => index % 3 === 0);
  return values => {
    let text = words[0];
    for (let index = 0; index < marks.length; index += 1) {
      const { name, forms } = marks[index];
      const value = values[name];
      if (value === undefined) {
        return undefined;
      }
      text += forms ? forms[value === 1 ? 0 : 1] : value;
      text += words[index + 1];
    }
    return text;
  };
}
