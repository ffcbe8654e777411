const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN = 0x5b;
const CLOSE = 0x5d;

/**
 * Empties arrays in JSON before it is parsed: nothing is made of what nobody will look at.
 *
 * @remarks Two thirds of a Node are the images that it holds, and a third of most objects is who set which field; both would be
 * decoded, parsed and collected as garbage. Found is what is written as API servers write it, without white space; whatever is
 * written otherwise is left as it is.
 *
 * A name between quotes that is followed by `:[` is always the name of a member: inside of a text the quotes would be escaped,
 * which the first one is looked at for.
 *
 * @param body - JSON in UTF-8; it is written over. Where it is broken, it is no less so afterwards
 * @param members - names of members whose arrays are emptied, at any depth
 * @returns the part of `body` that holds what is left
 */
export function leaveOut(body: Buffer, members: readonly string[]): Buffer {
  return members.reduce(withoutArraysOf, body);
}

function withoutArraysOf(body: Buffer, member: string): Buffer {
  const head = Buffer.from(`${JSON.stringify(member)}:[`);
  let written = 0;
  let read = 0;
  let at = body.indexOf(head);
  while (at !== -1) {
    const elements = at + head.length;
    const end =
      body[at - 1] === BACKSLASH ? undefined : endOfArray(body, elements);
    if (end !== undefined) {
      body.copyWithin(written, read, elements);
      written += elements - read;
      read = end;
    }
    at = body.indexOf(head, end ?? elements);
  }
  if (read === 0) {
    return body;
  }
  body.copyWithin(written, read);
  return body.subarray(0, written + body.length - read);
}

/** Where the bracket stands that closes the array whose elements begin at `from`; undefined where none does. */
function endOfArray(body: Buffer, from: number): number | undefined {
  let depth = 1;
  for (let index = from; index < body.length; index++) {
    const byte = body[index];
    if (byte === QUOTE) {
      index = endOfText(body, index + 1);
    } else if (byte === OPEN) {
      depth += 1;
    } else if (byte === CLOSE) {
      depth -= 1;
      if (depth === 0) {
        return index;
      }
    }
  }
  return undefined;
}

/** Where the quote stands that closes the text that begins at `from`. */
function endOfText(body: Buffer, from: number): number {
  let index = from;
  while (index < body.length && body[index] !== QUOTE) {
    index += body[index] === BACKSLASH ? 2 : 1;
  }
  return index;
}
