import { createHash } from 'node:crypto';
import { InputError } from '@backstage/errors';
import { z } from 'zod';

/**
 * Writes and reads the cursors of one list. A cursor holds a position and the mark of the list that gave it: the position of
 * another list, order or filter would hide rows or repeat them, so it is refused.
 */
export class CursorCodec<Position> {
  readonly #schema: z.ZodType<[string, Position]>;
  readonly #mark: string;

  private constructor(schema: z.ZodType<[string, Position]>, mark: string) {
    this.#schema = schema;
    this.#mark = mark;
  }

  /**
   * @param position - what a position of the list looks like
   * @param list - what makes the list another one: its name, what it is of, its filters, its order
   */
  static of<P>(
    position: z.ZodType<P>,
    ...list: readonly unknown[]
  ): CursorCodec<P> {
    const mark = createHash('sha256')
      .update(JSON.stringify(list))
      .digest('base64url')
      .slice(0, 8);
    return new CursorCodec(z.tuple([z.string(), position]), mark);
  }

  /** Packs a position into a word that fits a URL. */
  encode(position: Position): string {
    return Buffer.from(JSON.stringify([this.#mark, position])).toString(
      'base64url',
    );
  }

  /** @throws InputError where the word was not made by {@link encode} of the same list */
  decode(cursor: string): Position {
    const parsed = this.#schema.safeParse(unpacked(cursor));
    if (!parsed.success) {
      throw new InputError(
        'The cursor is not one that this list gave; start again without it',
      );
    }
    const [mark, position] = parsed.data;
    if (mark !== this.#mark) {
      throw new InputError(
        'The cursor belongs to another list, filter or order; start again without it',
      );
    }
    return position;
  }
}

function unpacked(cursor: string): unknown {
  try {
    const text = Buffer.from(cursor, 'base64url').toString('utf8');
    // No position holds a NUL, and PostgreSQL takes none.
    return text.includes('\\u0000') ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
