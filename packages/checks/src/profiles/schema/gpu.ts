import { z } from 'zod';
import { texts } from '../loadTable';
import { founded, minorVersion, pattern, text } from './parts';

/** What is asked of GPU nodes and of the software on them. */
export const gpu = z.strictObject({
  driver: founded({
    minimum: text,
    rules: z.array(
      founded({
        title: text,
        machine: pattern
          .optional()
          .describe('Of the label nvidia.com/gpu.machine; case is ignored'),
        product: pattern
          .optional()
          .describe('Of the label nvidia.com/gpu.product; case is ignored'),
        minimum: text,
      }),
    ),
  }),
  cuda: founded({ minimum: minorVersion }),
  operator: founded({
    namespaces: texts.describe('Where it is installed, the most likely first'),
  }),
  signals: founded({
    hardwareLabels: texts.describe('Of NFD, true where NVIDIA hardware is'),
    presentLabel: text,
    cloudLabels: texts.describe('Labels that clouds put on GPU nodes'),
    resources: texts.describe('Names; a * at the end matches the rest'),
    simulatedLabel: text,
  }),
});
