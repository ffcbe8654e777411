import { z } from 'zod';
import { texts } from '../loadTable';
import { founded, knowable, minorVersion } from './parts';

/** Software that Run:ai needs for some of what a cluster is used for, by the last part of its check's id. */
export const feature = z.enum([
  'knative',
  'training-operator',
  'mpi-operator',
  'lws',
  'network-operator',
  'dra-driver',
]);

/** The versions that Run:ai works with; none where nobody has published them. */
const range = knowable({
  minimum: minorVersion.optional().describe('Below it the check fails'),
  maximum: minorVersion
    .optional()
    .describe('As far as it is written: 26.7 lets every 26.7.x through'),
});

/** What a profile asks of the software beside Run:ai; what it does not name is not asked for. */
export const software = z.strictObject({
  features: z
    .partialRecord(feature, range)
    .optional()
    .describe('Asked for where the settings say that it is used'),
  guidedInstallation: founded({
    brings: texts.describe(
      'Ids of features, gpu-operator and prometheus: what it installs by itself where it may download',
    ),
  }).optional(),
});
