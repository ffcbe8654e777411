import { setTimeout as pause } from 'node:timers/promises';
import type {
  AuthService,
  LoggerService,
  SchedulerService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type { ClusterSourceState } from '@runai-portal/backstage-plugin-runai-common';
import type { RunaiService } from '@runai-portal/backstage-plugin-runai-node';
import type { ProvidedSources } from '../config/configuredSources';
import { clusterEntity, type EntityOptions } from '../entities/clusterEntity';

/** How long after its start the portal is asked again at once: other plugins may start later. */
export interface FirstAnswer {
  attempts: number;
  everyMs: number;
}

/** What a provider works with. */
export interface RunaiEntityProviderOptions {
  sources: ProvidedSources;
  entities: Omit<EntityOptions, 'type'>;
  schedule: SchedulerServiceTaskScheduleDefinition;
  firstAnswer: FirstAnswer;
  runai: RunaiService;
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  scheduler: Pick<SchedulerService, 'scheduleTask'>;
  logger: LoggerService;
}

/** All providers have one: a cluster that comes from another source now is the same entity. Nobody else's entity takes its place. */
const LOCATION_KEY = 'runai:clusters';

/**
 * The clusters of a source as entities.
 *
 * @remarks Entities are removed only when every source of the provider has answered with all that it has, and by what all living
 * replicas of the portal declare; otherwise they are added and changed alone.
 */
export class RunaiEntityProvider implements EntityProvider {
  readonly #options: RunaiEntityProviderOptions;
  readonly #logger: LoggerService;
  #connection: EntityProviderConnection | undefined;
  #isAsked = false;
  #told: string | undefined;

  private constructor(options: RunaiEntityProviderOptions) {
    this.#options = options;
    this.#logger = options.logger.child({ target: this.getProviderName() });
  }

  static create(options: RunaiEntityProviderOptions): RunaiEntityProvider {
    return new RunaiEntityProvider(options);
  }

  getProviderName(): string {
    return `RunaiEntityProvider:${this.#options.sources.id}`;
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
    await this.#options.scheduler.scheduleTask({
      ...this.#options.schedule,
      id: `${this.getProviderName()}:refresh`,
      fn: async signal => this.#run(signal),
    });
  }

  /** Never rejects: what cannot be told now is told the next time. */
  async #run(signal: AbortSignal): Promise<void> {
    const { attempts, everyMs } = this.#options.firstAnswer;
    for (let attempt = 1; !signal.aborted; attempt += 1) {
      const { isTold, problem } = await this.#refresh(signal).catch(error => ({
        isTold: false,
        problem: `The runai plugin could not be asked (${
          error instanceof Error ? error.message : error
        })`,
      }));
      this.#isAsked ||= isTold;
      if (this.#isAsked || attempt >= attempts) {
        this.#tell(problem);
        return;
      }
      await pause(everyMs, undefined, { signal }).catch(() => undefined);
    }
  }

  async #refresh(
    signal: AbortSignal,
  ): Promise<{ isTold: boolean; problem?: string }> {
    const { runai, auth, sources } = this.#options;
    const api = runai.as(await auth.getOwnServiceCredentials());
    const states = await api.sources({ signal });
    const awaited = states.find(isAwaited);
    if (awaited) {
      const problem = `The source ${awaited.label} has not answered yet`;
      return { isTold: false, problem };
    }
    const own = states.filter(
      ({ type, label }) =>
        type === sources.type &&
        (sources.label === undefined || sources.label === label),
    );
    if (own.length === 0) {
      return { isTold: false, problem: 'The runai plugin has no such source' };
    }
    const failed = own.find(({ state }) => state !== 'answered');
    await this.#apply(own, !failed);
    return { isTold: true, problem: failed?.message };
  }

  async #apply(
    states: readonly ClusterSourceState[],
    isComplete: boolean,
  ): Promise<void> {
    const { entities: options } = this.#options;
    const entities = states.flatMap(({ type, clusters }) =>
      clusters
        // There is an entity already.
        .filter(({ entityRef }) => entityRef === undefined)
        .map(cluster => ({
          entity: clusterEntity(cluster, { ...options, type }),
          locationKey: LOCATION_KEY,
        })),
    );
    await this.#connection?.applyMutation(
      isComplete
        ? { type: 'full', entities }
        : { type: 'delta', added: entities, removed: [] },
    );
  }

  /** Each sentence once, as long as it holds. */
  #tell(sentence: string | undefined): void {
    if (sentence === this.#told) {
      return;
    }
    this.#told = sentence;
    if (sentence) {
      this.#logger.warn(`No entity is removed: ${sentence}`);
    } else {
      this.#logger.info('The clusters are known again');
    }
  }
}

/** Until the catalog has been asked for clusters, it is not known which of the others have an entity already. */
function isAwaited({ type, state, answeredAt }: ClusterSourceState): boolean {
  return (
    state === 'waiting' || (type === 'catalog' && answeredAt === undefined)
  );
}
