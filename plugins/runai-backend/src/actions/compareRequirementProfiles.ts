import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { RunaiService } from '@runai-portal/backstage-plugin-runai-node';
import { askFor, READ_ONLY } from './askFor';

/** `compare-requirement-profiles`: what another version of Run:ai would ask of a cluster. */
export function registerCompareRequirementProfiles(options: {
  registry: ActionsRegistryService;
  runai: RunaiService;
}): void {
  const { registry, runai } = options;
  registry.register({
    name: 'compare-requirement-profiles',
    title: 'Compare what two Run:ai versions ask of a cluster',
    description: `Judges a cluster by another requirement profile than its own, on what was read of it last, and says which checks would come out otherwise. Nothing is stored, and the cluster is asked nothing. Profiles are named as in \`runai-2.25\`; without one, the profiles that there are are listed.`,
    attributes: READ_ONLY,
    schema: {
      input: z =>
        z.object({
          cluster: z.string().describe('Its name, of list-gpu-clusters'),
          profile: z
            .string()
            .optional()
            .describe('The id of the other profile'),
        }),
      output: z => {
        const side = z.object({ verdict: z.string(), profile: z.string() });
        return z.object({
          profiles: z.array(z.string()).describe('Those that there are'),
          present: side.optional(),
          other: side.optional(),
          sentence: z.string().optional(),
          readAt: z
            .string()
            .optional()
            .describe('When the facts were read: ISO 8601, UTC'),
          changes: z.array(
            z.object({
              checkId: z.string(),
              title: z.string(),
              from: z.string(),
              to: z.string(),
            }),
          ),
        });
      },
    },
    examples: [
      {
        title: 'What gpu-prod lacks for Run:ai 2.25',
        input: { cluster: 'gpu-prod', profile: 'runai-2.25' },
      },
    ],
    action: async ({ input, credentials }) => {
      const api = runai.as(credentials);
      const { cluster, profile } = input;
      const [profiles, compared] = await askFor(
        Promise.all([
          api.profiles(),
          profile ? api.evaluate(cluster, { profile }) : undefined,
        ]),
      );
      return {
        output: {
          profiles: profiles.map(({ id }) => id),
          present: compared && {
            verdict: compared.present.verdict,
            profile: compared.present.profile,
          },
          other: compared && {
            verdict: compared.verdict,
            profile: compared.profile,
          },
          sentence: compared?.sentence,
          readAt: compared?.readAt,
          changes:
            compared?.changes.map(({ checkId, title, from, to }) => ({
              checkId,
              title,
              from: `${from.status} (${from.severity})`,
              to: `${to.status} (${to.severity})`,
            })) ?? [],
        },
      };
    },
  });
}
