import type { KubeCredential } from '../connection/ClusterConnection';
import { redact } from '../connection/redact';
import type { RelaySink } from '../http/relayExchange';
import { authorization } from '../http/Transport';

const REDACTED = Buffer.from('<redacted>');
/** Bytes; a shorter one is a part of many a word, and lists would be full of holes. */
const SHORTEST = 8;
/** Enough of a secret to be found nowhere else. */
const LAST_BYTES = 32;

/**
 * Hands an answer on without the credential that its request showed. Gateways and debugging servers repeat what they were sent, and
 * a pod's environment may hold what the portal itself was given.
 *
 * @remarks The credential as it stood in the header is looked for, however the pieces of the answer end; nothing that was encoded
 * otherwise is.
 */
export class CredentialGuard implements RelaySink {
  readonly #sink: RelaySink;
  readonly #credential: KubeCredential;
  readonly #secret?: Buffer;
  /** The end of what came, which may be the beginning of the credential. */
  #held: Buffer = Buffer.alloc(0);

  constructor(sink: RelaySink, credential: KubeCredential) {
    this.#sink = sink;
    this.#credential = credential;
    const secret = Buffer.from(
      authorization(credential).authorization?.replace(/^\w+ /, '') ?? '',
    );
    this.#secret = secret.length < SHORTEST ? undefined : secret;
  }

  head(
    status: number,
    headers: Record<string, string>,
    resume: () => void,
  ): void {
    const clean = Object.entries(headers).map(([name, value]) => [
      name,
      redact(value, this.#credential),
    ]);
    this.#sink.head(status, Object.fromEntries(clean), resume);
  }

  data(chunk: Buffer): boolean {
    if (!this.#secret) {
      return this.#sink.data(chunk);
    }
    const text = this.#held.length ? Buffer.concat([this.#held, chunk]) : chunk;
    const { pieces, end } = without(this.#secret, text);
    const open = beginningAt(this.#secret, text, end);
    this.#held = text.subarray(open);
    pieces.push(text.subarray(end, open));
    const clean = pieces.length === 1 ? pieces[0] : Buffer.concat(pieces);
    return clean.length === 0 || this.#sink.data(clean);
  }

  /** The whole answer came. */
  end(): void {
    if (this.#held.length > 0) {
      this.#sink.data(this.#held);
    }
  }
}

/**
 * What stands before each secret, with a word in its place; `end` is behind the last.
 *
 * @remarks Its last bytes are looked for: tokens begin alike and as other words do, and that made the search ten times as long.
 */
function without(
  secret: Buffer,
  text: Buffer,
): { pieces: Buffer[]; end: number } {
  const last = secret.subarray(-LAST_BYTES);
  const pieces: Buffer[] = [];
  let end = 0;
  for (let at = text.indexOf(last); at >= 0; at = text.indexOf(last, at + 1)) {
    const behind = at + last.length;
    const begin = behind - secret.length;
    if (begin >= end && text.subarray(begin, behind).equals(secret)) {
      pieces.push(text.subarray(end, begin), REDACTED);
      end = behind;
    }
  }
  return { pieces, end };
}

/**
 * Where the text ends with the beginning of the secret, at or behind `from`; its length where it does not.
 *
 * @remarks Byte by byte: the methods of a buffer cost more than all else for pieces as small as those of an API server.
 */
function beginningAt(secret: Buffer, text: Buffer, from: number): number {
  let at = Math.max(from, text.length - secret.length + 1);
  while (at < text.length && !isBeginning(secret, text, at)) {
    at += 1;
  }
  return at;
}

function isBeginning(secret: Buffer, text: Buffer, at: number): boolean {
  let length = 0;
  while (at + length < text.length && text[at + length] === secret[length]) {
    length += 1;
  }
  return at + length === text.length;
}
