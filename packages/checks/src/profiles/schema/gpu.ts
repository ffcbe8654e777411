import { CLUSTER_USES } from '@runai-portal/backstage-plugin-runai-common';
import { z } from 'zod';
import { texts } from '../loadTable';
import {
  atLeastOne,
  founded,
  knowable,
  maybeFlag,
  minorVersion,
  pattern,
  text,
} from './parts';

const whereUsed = z
  .enum(CLUSTER_USES)
  .optional()
  .describe('Only where the settings say that the cluster is used for it');

/** What is asked of GPU nodes and of the software on them. */
export const gpu = z.strictObject({
  driver: knowable({
    minimum: text.optional().describe('Where absent, none is asked for'),
    rules: z.array(
      founded({
        title: text,
        machine: pattern
          .optional()
          .describe('Of the label nvidia.com/gpu.machine; case is ignored'),
        product: pattern
          .optional()
          .describe('Of the label nvidia.com/gpu.product; case is ignored'),
        uses: whereUsed,
        minimum: text,
      }),
    ),
  }),
  cuda: knowable({
    minimum: minorVersion
      .optional()
      .describe('Where absent, none is asked for'),
    rules: z
      .array(founded({ title: text, uses: whereUsed, minimum: minorVersion }))
      .optional(),
  }),
  operator: founded({
    namespaces: texts.describe('Where it is installed, the most likely first'),
    minimum: minorVersion.optional().describe('Below it the check fails'),
    maxTested: minorVersion
      .optional()
      .describe('Above it the check warns; 25.3 stands for every 25.3.x'),
    excluded: z
      .array(minorVersion)
      .optional()
      .describe('Releases between that will not do; 1.10 stands for 1.10.x'),
    anyVersion: maybeFlag.describe(
      'The vendor names no version: any will do. Where neither this nor a minimum is told, none is known',
    ),
    rules: z
      .array(founded({ title: text, uses: whereUsed, minimum: minorVersion }))
      .optional()
      .describe('Where more is asked for than the minimum'),
    gpuClusterMode: maybeFlag.describe(
      'Run:ai works with a GPUCluster (Dynamic Resource Allocation) in place of a ClusterPolicy',
    ),
    graceMinutes: atLeastOne.describe(
      'How long operator and operands may take after a change before it counts as a fault',
    ),
  }),
  fabricManager: founded({
    rules: z
      .array(
        founded({
          title: text,
          machine: pattern
            .optional()
            .describe('Of the label nvidia.com/gpu.machine; case is ignored'),
          product: pattern
            .optional()
            .describe('Of the label nvidia.com/gpu.product; case is ignored'),
          gpus: atLeastOne
            .optional()
            .describe('On a node with at least so many of them'),
        }),
      )
      .describe('Machines whose GPUs are joined by NVSwitch'),
  }),
  metricsExporter: founded({
    installedByInstaller: z
      .boolean()
      .describe('Run:ai brings an exporter of its own'),
  }),
  signals: founded({
    hardwareLabels: texts.describe('Of NFD, true where NVIDIA hardware is'),
    presentLabel: text,
    cloudLabels: texts.describe('Labels that clouds put on GPU nodes'),
    resources: texts.describe('Names; a * at the end matches the rest'),
    simulatedLabel: text,
  }),
});
