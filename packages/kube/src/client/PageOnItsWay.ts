import type { Outgoing, Sent } from './Sender';

/** Sends a request; `onStart` is given the first bytes of the answer's body as they come. */
export type SendPage = (
  outgoing: Outgoing,
  onStart: (bytes: Buffer) => void,
) => Promise<Sent>;

/** A list's own metadata stands before its items: API servers encode the fields of a list in this order. */
const LIST_HEAD =
  /^\{"kind":"\w+","apiVersion":"[\w./-]+","metadata":\{[^{}]*?"continue":"([^"\\]+)"/;

/**
 * A page of a list that was asked for. The next one is asked for as soon as the first bytes of this one name it: the server then
 * works on it while this one is sent, parsed and projected.
 */
export class PageOnItsWay {
  readonly sent: Promise<Sent>;
  /** The page after it, where it was asked for already. It counts where the parsed page names the same token. */
  next?: PageOnItsWay;
  readonly #send: SendPage;
  readonly #request: (token: string | undefined) => Outgoing;
  #start?: Buffer;
  #isWanted?: (token: string) => boolean;

  constructor(
    send: SendPage,
    request: (token: string | undefined) => Outgoing,
    readonly token: string | undefined,
  ) {
    this.#send = send;
    this.#request = request;
    this.sent = send(request(token), start => {
      this.#start ??= start;
      this.#look();
    });
    // Its failure is that of the page where the page is wanted, and nobody's where it is not.
    this.sent.catch(() => undefined);
  }

  get outgoing(): Outgoing {
    return this.#request(this.token);
  }

  /** Called for the page that is waited for, and for no other: so there is never more than one ahead. */
  lookAhead(isWanted: (token: string) => boolean): void {
    this.#isWanted = isWanted;
    this.#look();
  }

  #look(): void {
    if (this.next || !this.#isWanted || !this.#start) {
      return;
    }
    const token = LIST_HEAD.exec(this.#start.toString('latin1', 0, 4096))?.[1];
    if (token !== undefined && this.#isWanted(token)) {
      this.next = new PageOnItsWay(this.#send, this.#request, token);
    }
  }
}
