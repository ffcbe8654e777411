import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { CheckSummary } from '@runai-portal/backstage-plugin-runai-common';
import type { RunaiService } from '@runai-portal/backstage-plugin-runai-node';
import { askFor, READ_ONLY } from './askFor';
import { resultText, toResultText } from './resultText';

/** `explain-cluster-readiness`: the verdict on one cluster, and all that stands in its way. */
export function registerExplainClusterReadiness(options: {
  registry: ActionsRegistryService;
  runai: RunaiService;
}): void {
  const { registry, runai } = options;
  registry.register({
    name: 'explain-cluster-readiness',
    title: 'Explain the readiness of a GPU cluster',
    description: `Says whether a cluster fulfils the prerequisites of a Run:ai installation, and for each prerequisite that is not met, not quite met or could not be judged: why, by what evidence, who can mend it and how.

Take \`notMet\` first. What is in \`unknown\` could not be judged, which is neither good nor bad: its remedy says what to grant or to run. A prerequisite with \`blockedBy\` waits for that other one. \`skipped\` ones need a probe inside the cluster or a person's statement.`,
    attributes: READ_ONLY,
    schema: {
      input: z =>
        z.object({
          cluster: z.string().describe('Its name, of list-gpu-clusters'),
        }),
      output: z => {
        const checks = z.array(
          z.object({
            checkId: z.string(),
            title: z.string(),
            severity: z.string(),
            blockedBy: z.string().optional(),
            worst: z
              .array(z.object(resultText(z)))
              .describe('The worst three of its subjects'),
          }),
        );
        return z.object({
          cluster: z.string(),
          verdict: z.string(),
          sentence: z.string().optional(),
          profile: z.string(),
          checkedAt: z.string().optional().describe('ISO 8601, UTC'),
          notMet: checks,
          warnings: checks,
          unknown: checks,
          skipped: z.array(z.string()).describe('Ids of checks'),
        });
      },
    },
    examples: [
      {
        title: 'Why Run:ai cannot be installed on gpu-prod',
        input: { cluster: 'gpu-prod' },
      },
    ],
    action: async ({ input, credentials }) => {
      const api = runai.as(credentials);
      const [{ readiness }, { items, profile, checkedAt }] = await askFor(
        Promise.all([api.cluster(input.cluster), api.results(input.cluster)]),
      );
      const having = (...statuses: CheckSummary['status'][]) =>
        items.filter(({ status }) => statuses.includes(status));
      return {
        output: {
          cluster: input.cluster,
          verdict: readiness.state,
          sentence: readiness.sentence,
          profile,
          checkedAt,
          notMet: having('fail').map(toText),
          warnings: having('warn').map(toText),
          unknown: having('unknown').map(toText),
          skipped: having('skipped').map(({ checkId }) => checkId),
        },
      };
    },
  });
}

function toText({ checkId, title, severity, blockedBy, worst }: CheckSummary) {
  return {
    checkId,
    title,
    severity,
    blockedBy,
    worst: worst.map(toResultText),
  };
}
