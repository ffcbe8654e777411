import { Readable } from 'node:stream';
import type { Permission } from '@backstage/plugin-permission-common';
import type {
  DocumentCollatorFactory,
  IndexableDocument,
} from '@backstage/plugin-search-common';

/** What {@link RunaiCollatorFactory} collates. */
export interface RunaiCollatorOptions {
  type: string;
  /** What a person needs to find a document; everybody finds those of a type without it. */
  visibilityPermission?: Permission;
  /** Reads all of them; at least one, since a search keeps its index where there is none. */
  read(): Promise<IndexableDocument[]>;
}

/**
 * Collates documents of one type.
 *
 * @remarks All are read before the first is handed on: where the backend does not answer, no index is begun, and the last one stays.
 */
export class RunaiCollatorFactory implements DocumentCollatorFactory {
  readonly type: string;
  readonly visibilityPermission: Permission | undefined;
  readonly #read: () => Promise<IndexableDocument[]>;

  static create(options: RunaiCollatorOptions): RunaiCollatorFactory {
    return new RunaiCollatorFactory(options);
  }

  private constructor(options: RunaiCollatorOptions) {
    this.type = options.type;
    this.visibilityPermission = options.visibilityPermission;
    this.#read = options.read;
  }

  async getCollator(): Promise<Readable> {
    return Readable.from(await this.#read());
  }
}
