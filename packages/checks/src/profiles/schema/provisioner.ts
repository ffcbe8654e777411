import { z } from 'zod';
import { rows } from '../loadTable';
import { founded, maybeFlag, maybeText, pattern, text } from './parts';

const accessMode = z.enum([
  'ReadWriteOnce',
  'ReadOnlyMany',
  'ReadWriteMany',
  'ReadWriteOncePod',
]);

/** An entry of `profiles/tables/provisioners.yaml`, or of a profile. */
export const provisionerSchema = founded({
  name: text.describe('Of the StorageClass; a * stands for anything'),
  title: text,
  modes: z.array(accessMode).min(1),
  rwxOnlyFor: z
    .enum(['block'])
    .optional()
    .describe('ReadWriteMany holds for raw block volumes alone'),
  rwxWhen: maybeText.describe(
    'What ReadWriteMany depends on, as a sentence: the table alone then decides nothing',
  ),
  parameters: rows({
    name: pattern,
    value: pattern,
    readWriteMany: z.enum(['filesystem', 'block', 'never']),
  })
    .optional()
    .describe(
      'Parameters of a StorageClass that decide it; the first match counts',
    ),
  nodeBound: z
    .boolean()
    .describe('The data is lost or out of reach with its node'),
  zonal: maybeFlag.describe('A volume is reached from one zone alone'),
  mountedByKubelet: maybeFlag.describe(
    'Its volumes are of the type nfs, which the kubelet mounts with the client of its node',
  ),
  tiesVolumes: maybeFlag.describe(
    'Each of its volumes is tied to its node by an affinity: one without lies elsewhere than the name says',
  ),
});
