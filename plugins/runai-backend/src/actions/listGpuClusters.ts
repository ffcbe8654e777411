import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  HEALTH_STATES,
  READINESS_STATES,
} from '@runai-portal/backstage-plugin-runai-common';
import type { RunaiService } from '@runai-portal/backstage-plugin-runai-node';
import { askFor, READ_ONLY } from './askFor';

/** Of one answer: a model that is handed a thousand clusters asks better with a filter. */
const MOST = 100;

/** `list-gpu-clusters`: the fleet, each cluster with its four axes. */
export function registerListGpuClusters(options: {
  registry: ActionsRegistryService;
  runai: RunaiService;
}): void {
  const { registry, runai } = options;
  registry.register({
    name: 'list-gpu-clusters',
    title: 'List GPU clusters',
    description: `Lists the GPU clusters that the caller may see, the unwell ones included.

Four statements are made of each and never mixed: whether the portal reaches it (\`connection\`), whether it is well (\`health\`), whether it fulfils the prerequisites of a Run:ai installation (\`readiness\`), and how far such an installation is (\`install\`). \`unknown\` means that it could not be told: it is neither good nor bad. A cluster that is \`stale\` shows what was seen last, at \`observedAt\`. Where \`gpus\` is missing, their number is not known; it is not zero.

Use \`explain-cluster-readiness\` with the \`name\` of a cluster for why it is not ready and what to do.`,
    attributes: READ_ONLY,
    schema: {
      input: z =>
        z.object({
          search: z
            .string()
            .optional()
            .describe('Words of the name, the title, the owner or a label'),
          readiness: z
            .array(z.enum(READINESS_STATES))
            .optional()
            .describe('Only clusters in one of these states'),
          health: z
            .array(z.enum(HEALTH_STATES))
            .optional()
            .describe('Only clusters in one of these states'),
        }),
      output: z => {
        const axis = z.object({
          state: z.string(),
          since: z.string().optional().describe('ISO 8601, UTC'),
          reason: z.string().optional().describe('A code'),
          message: z.string().optional(),
        });
        return z.object({
          totalItems: z
            .number()
            .describe(`How many there are; at most ${MOST} are listed`),
          clusters: z.array(
            z.object({
              name: z.string().describe('By which other actions find it'),
              title: z.string(),
              owner: z.string().optional().describe('An entity reference'),
              environment: z.string(),
              mode: z.string().optional(),
              connection: axis,
              health: axis,
              readiness: axis.extend({ sentence: z.string().optional() }),
              install: axis.extend({ version: z.string().optional() }),
              gpus: z
                .object({
                  total: z.number().optional(),
                  allocatable: z.number().optional(),
                  allocated: z.number().optional(),
                })
                .optional(),
              observedAt: z.string().optional(),
              stale: z.boolean(),
            }),
          ),
        });
      },
    },
    examples: [
      {
        title: 'Clusters on which Run:ai cannot be installed yet',
        input: { readiness: ['notReady'] },
      },
    ],
    action: async ({ input, credentials }) => {
      const { search, readiness, health } = input;
      const { items, totalItems } = await askFor(
        runai.as(credentials).clusters({
          limit: MOST,
          filter: {
            ...(search && { text: search }),
            ...(readiness && { readiness }),
            ...(health && { health }),
          },
        }),
      );
      return {
        output: {
          totalItems,
          clusters: items.map(cluster => ({
            name: cluster.name,
            title: cluster.title,
            owner: cluster.owner,
            environment: cluster.environment,
            mode: cluster.mode,
            connection: axisOf(cluster.connection),
            health: axisOf(cluster.health),
            readiness: {
              ...axisOf(cluster.readiness),
              sentence: cluster.readiness.sentence,
            },
            install: {
              ...axisOf(cluster.install),
              version: cluster.install.version,
            },
            gpus: cluster.capacity?.gpus,
            observedAt: cluster.observedAt,
            stale: cluster.stale,
          })),
        },
      };
    },
  });
}

function axisOf(axis: {
  state: string;
  since?: string;
  reason?: string;
  message?: string;
}) {
  const { state, since, reason, message } = axis;
  return { state, since, reason, message };
}
