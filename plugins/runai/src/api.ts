import { createApiRef } from '@backstage/core-plugin-api';
import type { RunaiApi } from '@runai-portal/backstage-plugin-runai-common';

/** @public The client of the Run:ai backend. */
export const runaiApiRef = createApiRef<RunaiApi>({
  id: 'plugin.runai.service',
});
