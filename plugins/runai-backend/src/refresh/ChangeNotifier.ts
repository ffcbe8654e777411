import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';

/**
 * Channel of the signals. A message says that something changed and no name, since everybody gets it: pages ask again with their
 * own permission.
 */
export const CHANGED_CHANNEL = 'runai:changed';

/** Changes within this time become one signal. */
const TOGETHER_MS = 1_000;

/** Tells open pages that something about a cluster changed. Pages work without it: they ask now and then. */
export class ChangeNotifier {
  readonly #signals: SignalsService | undefined;
  readonly #logger: LoggerService;
  #waiting: NodeJS.Timeout | undefined;

  constructor(options: { signals?: SignalsService; logger: LoggerService }) {
    this.#signals = options.signals;
    this.#logger = options.logger;
  }

  changed(): void {
    if (this.#signals && !this.#waiting) {
      this.#waiting = setTimeout(() => this.#publish(), TOGETHER_MS);
      this.#waiting.unref();
    }
  }

  #publish() {
    this.#waiting = undefined;
    this.#signals
      ?.publish({
        recipients: { type: 'broadcast' },
        channel: CHANGED_CHANNEL,
        message: {},
      })
      .catch(error => this.#logger.debug(`No signal could be sent: ${error}`));
  }
}
