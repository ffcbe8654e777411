/** Stands in every document, and marks it as one that may be written anew, and taken away. */
export const WRITTEN =
  'Written by `npm run docs` from the declarations of the checks: change those.';

/** Written for GitHub and for TechDocs (Python-Markdown), which know different escapes: entities are read by both. */
const ENTITIES: Record<string, string> = {
  '<': '&lt;',
  '>': '&gt;',
  '|': '&#124;',
};

/** A text of a declaration, as it stands there: what is in backticks is code in both, and nothing else means anything. */
export function prose(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((piece, index) => (index % 2 === 0 ? escaped(piece) : piece))
    .join('');
}

function escaped(text: string): string {
  return text
    .replace(/[\\`*_[\]]/g, '\\$&')
    .replace(/[<>|]/g, mark => ENTITIES[mark]);
}

/** A word of a program. */
export function code(word: string): string {
  return `\`${word}\``;
}

/** Things that can be copied as they stand; nothing where there are none. */
export function commandBlock(commands: readonly string[]): string[] {
  return commands.length > 0
    ? ['', '```sh', ...commands.flatMap(line => line.split('\n')), '```']
    : [];
}

/** A table whose cells are Markdown already. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

/** A page, with what tells whoever opens it where it comes from. */
export function page(title: string, lines: readonly string[]): string {
  const written = `<!-- ${WRITTEN} -->`;
  return `${[`# ${title}`, '', written, '', ...lines].join('\n')}\n`;
}
