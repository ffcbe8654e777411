import { TRACKS } from '@runai-portal/backstage-plugin-runai-common';
import { z } from 'zod';
import { lazyTable, pattern } from './loadTable';

const row = z.strictObject({
  id: z.string().describe('As profiles name it in `distributions.supported`'),
  title: z.string(),
  track: z.enum(TRACKS),
  managed: z.literal(true).optional(),
  apiGroups: z.array(z.string()).default([]),
  gitVersion: pattern.optional(),
  labels: z.array(z.string()).default([]),
  annotations: z.array(z.string()).default([]),
  providerID: pattern.optional(),
  osImage: pattern.optional(),
  daemonSets: z
    .array(z.string())
    .default([])
    .describe('`namespace/name` of what only this one installs'),
  docs: z.strictObject({ title: z.string(), url: z.url() }).optional(),
});

/** The shipped table of distributions, in the order of precedence; see its head for what a row means. */
export const distributionTable = lazyTable(
  'distributions',
  z.strictObject({ distributions: z.array(row) }),
  ({ distributions }) => distributions,
);

/** By what one distribution shows itself. */
export type DistributionSigns = ReturnType<typeof distributionTable>[number];
