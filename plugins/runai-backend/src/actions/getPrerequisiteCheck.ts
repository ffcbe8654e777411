import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { RunaiService } from '@runai-portal/backstage-plugin-runai-node';
import { askFor, READ_ONLY } from './askFor';
import { resultText, toResultText } from './resultText';

/** Subjects of one answer: the worst come first. */
const MOST = 50;

/** `get-prerequisite-check`: what one check asks and why, and what it says of a cluster. */
export function registerGetPrerequisiteCheck(options: {
  registry: ActionsRegistryService;
  runai: RunaiService;
}): void {
  const { registry, runai } = options;
  registry.register({
    name: 'get-prerequisite-check',
    title: 'Get a check of the prerequisites of Run:ai',
    description: `Says of one check what it asks of a cluster and why, how to verify it by hand, what it may find and what to do about each finding, and which permissions it needs.

With a cluster, also what it found there, the worst of its nodes or endpoints first.`,
    attributes: READ_ONLY,
    schema: {
      input: z =>
        z.object({
          check: z.string().describe('Its id, such as storage.shared-rwx'),
          cluster: z
            .string()
            .optional()
            .describe('Name of a cluster, of list-gpu-clusters'),
        }),
      output: z =>
        z.object({
          id: z.string(),
          title: z.string(),
          category: z.string(),
          severity: z.string(),
          description: z.string(),
          requirements: z.array(z.string()),
          verify: z
            .object({ text: z.string(), commands: z.array(z.string()) })
            .optional(),
          outcomes: z.array(
            z.object({
              reason: z.string(),
              status: z.string(),
              says: z.string(),
              remedy: z.string().optional(),
            }),
          ),
          permissions: z.array(z.string()),
          results: z.array(z.object(resultText(z))).optional(),
          totalResults: z
            .number()
            .optional()
            .describe(`At most ${MOST} are listed`),
        }),
    },
    examples: [
      {
        title: 'What is asked of storage, and what gpu-prod has',
        input: { check: 'storage.shared-rwx', cluster: 'gpu-prod' },
      },
    ],
    action: async ({ input, credentials }) => {
      const api = runai.as(credentials);
      const { check: id, cluster } = input;
      const [check, found] = await askFor(
        Promise.all([
          api.check(id),
          cluster ? api.result(cluster, id, { limit: MOST }) : undefined,
        ]),
      );
      return {
        output: {
          id: check.id,
          title: check.title,
          category: check.category,
          severity: check.severity,
          description: check.description,
          requirements: check.requirements,
          verify: check.verify && {
            text: check.verify.text,
            commands: check.verify.commands,
          },
          outcomes: check.outcomes.map(({ reason, status, says, remedy }) => ({
            reason,
            status,
            says,
            remedy: remedy?.text,
          })),
          permissions: check.permissions.map(
            ({ verb, group, resource }) =>
              `${verb} ${group ? `${resource}.${group}` : resource}`,
          ),
          results: found?.items.map(toResultText),
          totalResults: found?.totalItems,
        },
      };
    },
  });
}
