import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  ClusterSource,
  ClusterSourceFactory,
} from '@runai-portal/backstage-plugin-runai-node';
import { ConfigurationError } from '../config/ConfigurationError';
import type { ConfiguredSource, RunaiConfig } from '../config/runaiConfig';

/** What sources are made from. */
export interface CreateSourcesOptions {
  config: Pick<RunaiConfig, 'sources'>;
  factories: ReadonlyMap<string, ClusterSourceFactory>;
  /** Where relative paths of `runai.sources` start. */
  baseDir: string;
  /** See `ClusterSourceOptions`. */
  localOnly: boolean;
  logger: LoggerService;
}

/**
 * The sources that are configured; asks none of them yet.
 *
 * @throws ConfigurationError, or the InputError of a factory, where `runai.sources` is malformed; nothing else ends the start
 */
export async function createSources(
  options: CreateSourcesOptions,
): Promise<ClusterSource[]> {
  const sources: ClusterSource[] = [];
  for (const [index, entry] of configuredSources(options).entries()) {
    sources.push(await createSource(options, entry, index));
  }
  return sources;
}

function configuredSources({
  config,
  factories,
  logger,
}: CreateSourcesOptions): readonly ConfiguredSource[] {
  if (config.sources === undefined) {
    if (factories.has('demo')) {
      return [{ type: 'demo' }];
    }
    logger.warn('No clusters: runai.sources is not configured');
    return [];
  }
  const demo = config.sources.findIndex(({ type }) => type === 'demo');
  if (
    demo >= 0 &&
    config.sources.length > 1 &&
    config.sources[demo].mixed !== true
  ) {
    throw new ConfigurationError(
      `runai.sources[${demo}] is the demo beside other sources: simulated clusters would stand among real ones; take it out, or put mixed: true there.`,
    );
  }
  return config.sources;
}

async function createSource(
  { factories, baseDir, localOnly, logger }: CreateSourcesOptions,
  config: ConfiguredSource,
  index: number,
): Promise<ClusterSource> {
  const { type } = config;
  const factory = factories.get(type);
  if (!factory) {
    const known = [...factories.keys()].sort().join(', ');
    throw new ConfigurationError(
      `runai.sources[${index}].type is '${type}'; known are ${known}.`,
    );
  }
  const create = async () => factory({ config, baseDir, localOnly, logger });
  try {
    return await create();
  } catch (error) {
    if (isMalformed(error)) {
      throw error;
    }
    logger.error(
      `The source ${type} could not be made; this is tried again`,
      error instanceof Error ? error : undefined,
    );
    return retried(type, create);
  }
}

/** The factory's way to say that the configuration is wrong; all else may mend itself. */
function isMalformed(error: unknown): boolean {
  return (
    error instanceof Error &&
    ['InputError', 'ConfigurationError'].includes(error.name)
  );
}

function retried(
  type: string,
  create: () => Promise<ClusterSource>,
): ClusterSource {
  let source: ClusterSource | undefined;
  return {
    type,
    list: async options => {
      source ??= await create();
      return source.list(options);
    },
  };
}
