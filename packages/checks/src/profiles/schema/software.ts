import { z } from 'zod';
import { texts } from '../loadTable';
import { founded, knowable, maybeText, minorVersion, text } from './parts';

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

/** What serves the web interface and the API. */
const ingress = knowable({
  gatewayApi: z
    .boolean()
    .describe('A gateway class does in place of an ingress class'),
  defaultClass: z.boolean().describe('One class has to be the default'),
  classValue: maybeText.describe('The chart value that names the class'),
  recommended: maybeText.describe('The controller that the vendor recommends'),
});

/** What a profile asks of the software beside Run:ai; what it does not name is not asked for. */
export const software = z.strictObject({
  features: z
    .partialRecord(feature, range)
    .optional()
    .describe('Asked for where the settings say that it is used'),
  ingress: ingress.optional().describe('Nothing where Run:ai brings it'),
  loadBalancer: founded({})
    .optional()
    .describe(
      'Asked for where a Service of type LoadBalancer stands before it',
    ),
  fractions: founded({
    operator: minorVersion.describe('Oldest GPU Operator'),
    kubernetes: minorVersion.describe('Oldest Kubernetes'),
    containerd: minorVersion.describe('Oldest containerd, on GPU nodes'),
    runtimeClass: text,
  })
    .optional()
    .describe('What fractions of GPUs need besides driver and CUDA'),
  guidedInstallation: founded({
    brings: texts.describe(
      'Ids of features, gpu-operator and prometheus: what it installs by itself where it may download',
    ),
  }).optional(),
});
