import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';

/** Channel of the signals; a message holds the cluster's name and nothing else: pages ask again with their own permission. */
export const CHANGED_CHANNEL = 'runai:changed';

/** Tells open pages that something about a cluster changed. Pages work without it: they ask now and then. */
export class ChangeNotifier {
  readonly #signals: SignalsService | undefined;
  readonly #logger: LoggerService;

  constructor(options: { signals?: SignalsService; logger: LoggerService }) {
    this.#signals = options.signals;
    this.#logger = options.logger;
  }

  /** Never rejects. */
  async changed(cluster: string): Promise<void> {
    try {
      await this.#signals?.publish({
        recipients: { type: 'broadcast' },
        channel: CHANGED_CHANNEL,
        message: { cluster },
      });
    } catch (error) {
      this.#logger.debug(`No signal could be sent: ${error}`);
    }
  }
}
