import type { ServerResponse } from 'node:http';

/** An API server sends a list in pieces of a few KiB; written one by one they cost more than the list itself. */
const JOIN_BYTES = 128 * 1024;
/** Written and not yet taken by the network: what a reader may lag behind. */
const MAX_BEHIND_BYTES = 512 * 1024;

/** Writes a body in larger pieces than it comes in, no faster than the reader takes it. */
export class JoinedWrites {
  readonly #response: ServerResponse;
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #isScheduled = false;
  #isStopped = false;
  #onRoom = () => {};
  bytes = 0;

  constructor(response: ServerResponse) {
    this.#response = response;
    response.on('drain', () => {
      if (this.#isStopped) {
        this.#isStopped = false;
        this.#flush();
        this.#onRoom();
      }
    });
  }

  /** What to do when there is room again after `write` answered with false. */
  onRoom(resume: () => void): void {
    this.#onRoom = resume;
  }

  /** @returns false where the reader is too far behind */
  write(chunk: Buffer): boolean {
    this.bytes += chunk.length;
    this.#pending.push(chunk);
    this.#pendingBytes += chunk.length;
    if (this.#pendingBytes >= JOIN_BYTES) {
      this.#flush();
    } else if (!this.#isScheduled) {
      // What came in one turn of the event loop goes out together.
      this.#isScheduled = true;
      setImmediate(() => {
        this.#isScheduled = false;
        this.#flush();
      });
    }
    this.#isStopped = this.#response.writableLength > MAX_BEHIND_BYTES;
    return !this.#isStopped;
  }

  end(): void {
    const last = this.#take();
    this.#response.end(last);
  }

  #flush(): void {
    const joined = this.#take();
    if (joined && !this.#response.writableEnded) {
      this.#response.write(joined);
    }
  }

  #take(): Buffer | undefined {
    const pending = this.#pending;
    if (pending.length === 0) {
      return undefined;
    }
    const joined =
      pending.length === 1
        ? pending[0]
        : Buffer.concat(pending, this.#pendingBytes);
    this.#pending = [];
    this.#pendingBytes = 0;
    return joined;
  }
}
