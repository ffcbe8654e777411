import { ProxyRefusal } from './ProxyRefusal';

/** How many requests to a cluster run at once. */
export interface ConcurrencyMaximum {
  perUser: number;
  perCluster: number;
}

/**
 * Requests that run at once on this replica; one more is refused, since a queue would only hide that it is too much.
 *
 * @remarks A user's are counted for each cluster by itself: what waits for a slow one is not in the way of another.
 */
export class ConcurrencyLimits {
  readonly #ofUser = new Map<string, number>();
  readonly #ofCluster = new Map<string, number>();

  /**
   * Takes a place.
   *
   * @returns gives it back; more than once does no harm
   * @throws ProxyRefusal `TooManyRequests`
   */
  enter(
    caller: { user: string; cluster: string },
    maximum: ConcurrencyMaximum,
  ): () => void {
    const { cluster } = caller;
    // No name of a cluster holds a blank.
    const user = `${cluster} ${caller.user}`;
    if ((this.#ofUser.get(user) ?? 0) >= maximum.perUser) {
      throw tooMany(
        `You have ${maximum.perUser} requests to '${cluster}' under way, and more are not allowed at once.`,
      );
    }
    if ((this.#ofCluster.get(cluster) ?? 0) >= maximum.perCluster) {
      throw tooMany(
        `${maximum.perCluster} requests to '${cluster}' are under way, and more are not allowed at once.`,
      );
    }
    add(this.#ofUser, user, 1);
    add(this.#ofCluster, cluster, 1);
    let isIn = true;
    return () => {
      if (isIn) {
        isIn = false;
        add(this.#ofUser, user, -1);
        add(this.#ofCluster, cluster, -1);
      }
    };
  }
}

function add(counts: Map<string, number>, key: string, by: number): void {
  const count = (counts.get(key) ?? 0) + by;
  if (count > 0) {
    counts.set(key, count);
  } else {
    counts.delete(key);
  }
}

function tooMany(message: string): ProxyRefusal {
  return new ProxyRefusal('TooManyRequests', message, { retryAfter: 1 });
}
