import { CLUSTER_USES } from '@runai-portal/backstage-plugin-runai-common';
import { z } from 'zod';
import { texts } from '../loadTable';
import { founded, knowable, minorVersion, text } from './parts';

/** Which operating systems nodes of a distribution may run. */
export const nodeSystems = knowable({
  rules: z
    .array(
      founded({
        distribution: text,
        images: texts.describe(
          'As nodes tell them (status.nodeInfo.osImage); a * stands for anything',
        ),
        supported: z
          .boolean()
          .describe(
            'Where one of a distribution is supported, what matches none of its rules is not',
          ),
        operatorFrom: minorVersion
          .optional()
          .describe('With this version of the GPU Operator, or a later one'),
      }),
    )
    .describe('The first that matches counts'),
});

/** Which container runtimes nodes may have. */
export const containerRuntimes = knowable({
  supported: z.array(
    z.strictObject({
      name: text.describe('As nodes tell it: containerd, cri-o, docker'),
      minimum: minorVersion.optional(),
      distributions: texts.optional().describe('Only there; all where absent'),
      uses: z
        .enum(CLUSTER_USES)
        .optional()
        .describe(
          'Where the cluster is used for it: then these count, and no others',
        ),
    }),
  ),
});
