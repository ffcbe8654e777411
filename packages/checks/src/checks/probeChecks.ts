import type { CheckCategory } from '@runai-portal/backstage-plugin-runai-common';
import { z } from 'zod';
import { defineCheck, type Check } from '../declarations';
import { lazyTable, texts } from '../profiles/loadTable';

/** What each shows, by its id, of which the first part is the category. */
const probes = lazyTable(
  'probes',
  z.record(
    z.string(),
    z.strictObject({
      title: z.string(),
      requirements: z.array(z.string()),
      description: z.string(),
      verify: z.strictObject({ text: z.string(), commands: texts }),
      /** Where it needs something else than probes. */
      notRun: z
        .string()
        .default(
          'Not run. It needs probes inside the cluster; where it is known to hold, it can be attested.',
        ),
    }),
  ),
);

/**
 * The checks that need probes inside the cluster. A passive run does not run them: they stay `skipped`, so that the verdict
 * never says `ready` of what nobody looked at; a person may attest them. How much each weighs stands in the profile.
 */
export const PROBE_CHECKS: readonly Check[] = Object.entries(probes()).map(
  ([id, { notRun, ...probe }]) =>
    defineCheck({
      id,
      ...probe,
      category: id.split('.', 1)[0] as CheckCategory,
      severity: 'recommended',
      uses: {},
      active: true,
      attestable: true,
      outcomes: {
        NotRun: { status: 'skipped', says: notRun },
      },
      evaluate: () => ({ outcome: 'NotRun' }),
    }),
);
