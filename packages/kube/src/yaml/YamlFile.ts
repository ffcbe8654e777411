import { isNode, LineCounter, parseDocument, type Document } from 'yaml';

/** @public What a {@link YamlFile} is read from. */
export interface YamlFileOptions {
  text: string;
  /** How sentences name the file. */
  name: string;
  /** The error that is thrown for a text that is not YAML; the sentence names file and line. */
  refuse: (sentence: string) => Error;
}

/**
 * A YAML or JSON text, and the line on which each of its keys stands.
 *
 * @public
 */
export class YamlFile {
  /** How sentences name the file. */
  readonly name: string;
  /** The whole document as plain values. */
  readonly value: unknown;
  readonly #document: Document;
  readonly #lines: LineCounter;

  /** @throws what `options.refuse` makes, where the text is not YAML */
  static parse(options: YamlFileOptions): YamlFile {
    const { name, refuse } = options;
    const lines = new LineCounter();
    const document = parseDocument(options.text, {
      lineCounter: lines,
      prettyErrors: false,
    });
    const [problem] = document.errors;
    if (problem) {
      const { line } = lines.linePos(problem.pos[0]);
      const [what] = problem.message.split('\n');
      throw refuse(`${name}, line ${line}: this is not valid YAML (${what}).`);
    }
    try {
      return new YamlFile(name, document, lines);
    } catch {
      throw refuse(
        `${name}: this YAML cannot be used; its aliases refer to nothing, or to too much.`,
      );
    }
  }

  private constructor(name: string, document: Document, lines: LineCounter) {
    this.name = name;
    this.value = document.toJS();
    this.#document = document;
    this.#lines = lines;
  }

  /** How many leading segments of `path` the file itself writes. */
  depth(path: readonly PropertyKey[]): number {
    let length = path.length;
    while (length > 0 && !this.#document.hasIn(path.slice(0, length))) {
      length -= 1;
    }
    return length;
  }

  /** The line of a key, or of the nearest one above it that the file has. */
  line(path: readonly PropertyKey[]): number | undefined {
    const node = this.#document.getIn(path.slice(0, this.depth(path)), true);
    return isNode(node) && node.range
      ? this.#lines.linePos(node.range[0]).line
      : undefined;
  }

  /** `FILE, line 12`, or the file alone where it has no such key. */
  where(path: readonly PropertyKey[]): string {
    const line = this.line(path);
    return line === undefined ? this.name : `${this.name}, line ${line}`;
  }
}
