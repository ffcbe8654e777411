import { z } from 'zod';
import { texts } from '../loadTable';
import { atLeastOne, founded, maybeText, text } from './parts';

/** What is asked of Prometheus, and what installing beside it needs. */
export const prometheus = founded({
  installedByInstaller: z
    .boolean()
    .describe('The installer brings Prometheus where none is used'),
  disableBundled: maybeText.describe('The chart value that turns it off'),
  nodeExporterPort: atLeastOne
    .optional()
    .describe('The port of each node that the node exporter of it takes'),
  methods: z.array(
    founded({
      id: z.enum(['operator', 'direct', 'openshift']),
      title: text,
      installFlags: texts.describe('What installing Run:ai needs for it'),
    }),
  ),
});
