import { badRequest } from './status';

/** Where a list goes on: the form in which kube-apiserver itself writes it. */
export interface ContinueToken {
  /** Revision of the first page; -1 where only an inconsistent rest can be had. */
  revision: number;
  /** The first key of the next page is greater than this one. */
  after: string;
}

export function encodeContinue(token: ContinueToken): string {
  const text = JSON.stringify({
    v: 'meta.k8s.io/v1',
    rv: token.revision,
    start: `${token.after}\u0000`,
  });
  return Buffer.from(text).toString('base64url');
}

/** @throws StatusError 400 */
export function decodeContinue(token: string): ContinueToken {
  try {
    const { v, rv, start } = JSON.parse(
      Buffer.from(token, 'base64url').toString(),
    );
    if (
      v === 'meta.k8s.io/v1' &&
      Number.isInteger(rv) &&
      typeof start === 'string'
    ) {
      return {
        revision: rv,
        after: start.endsWith('\u0000') ? start.slice(0, -1) : start,
      };
    }
  } catch {
    // Falls through to the one refusal.
  }
  throw badRequest(
    `invalid continue token: continue key is not valid: ${complaint(token)}`,
  );
}

/** What Go's JSON decoder says of it, at the first byte that no JSON begins with. */
function complaint(token: string): string {
  const first = Buffer.from(token, 'base64url')[0] ?? 0;
  const shown =
    first < 0x80 ? String.fromCharCode(first) : `\\u00${first.toString(16)}`;
  return `invalid character '${shown}' looking for beginning of value`;
}
