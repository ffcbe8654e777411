import { ENVIRONMENTS } from '@runai-portal/backstage-plugin-runai-common';
import { z } from 'zod';
import { founded, maybeText, mode, severity, severityInMode } from './parts';

/** How much a check weighs, by environment and mode. */
export const severityRule = founded({
  severity: severity
    .optional()
    .describe('In every environment and mode, unless one below says otherwise'),
  environments: z.partialRecord(z.enum(ENVIRONMENTS), severity).optional(),
  modes: z
    .partialRecord(mode, severityInMode)
    .optional()
    .describe(
      'Goes before environments and severity; an undeclared mode is judged as cloud',
    ),
  note: maybeText.describe('Why it does not apply, shown to the reader'),
}).describe('How much a check weighs');
