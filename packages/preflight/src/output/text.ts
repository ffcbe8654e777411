/** Writes text for people: wrapped, coloured if wanted, and free of what a cluster could do to a terminal. */
export class Text {
  readonly width: number;
  readonly #colour: boolean;

  constructor(options: { width: number; colour: boolean }) {
    // Below 40 columns nothing can be read; above 120 lines are too long to read.
    this.width = Math.min(120, Math.max(40, options.width));
    this.#colour = options.colour;
  }

  bold(text: string): string {
    return this.#paint('1', text);
  }

  dim(text: string): string {
    return this.#paint('2', text);
  }

  red(text: string): string {
    return this.#paint('31', text);
  }

  green(text: string): string {
    return this.#paint('32', text);
  }

  yellow(text: string): string {
    return this.#paint('33', text);
  }

  /**
   * Wraps `text` at spaces; a word that is longer than a line stays whole, so that it can be copied.
   *
   * @param first - what the first line begins with; the others are indented as far
   */
  wrap(text: string, first = ''): string {
    const indent = ' '.repeat(first.length);
    const lines: string[] = [];
    let line = '';
    for (const word of clean(text).split(/\s+/).filter(Boolean)) {
      if (line && indent.length + line.length + 1 + word.length > this.width) {
        lines.push(line);
        line = word;
      } else {
        line = line ? `${line} ${word}` : word;
      }
    }
    lines.push(line);
    return lines
      .map((content, index) =>
        `${index === 0 ? first : indent}${content}`.trimEnd(),
      )
      .join('\n');
  }

  #paint(code: string, text: string): string {
    return this.#colour && text ? `\u001b[${code}m${text}\u001b[0m` : text;
  }
}

const STEERING = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]+/gu;

/** Without control characters and marks that change the direction of writing: what comes from a cluster must not steer a terminal. */
export function clean(text: string): string {
  return text.replace(STEERING, ' ');
}

/** `3 nodes`, `1 node`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
