import {
  CLUSTER_USES,
  EDITIONS,
  ENVIRONMENTS,
  INSTALL_MODES,
  INSTALL_PATHS,
} from '@runai-portal/backstage-plugin-runai-common';
import { z } from 'zod';

const text = z.string().min(1);
const instant = z.iso.datetime({
  offset: true,
  error: 'must be a time like 2026-12-01T06:00:00Z',
});
const url = z.url({
  protocol: /^https?$/,
  error: 'must be an http or https address',
});
const selector = text.describe(
  'A label selector, e.g. node-role.kubernetes.io/runai-system or pool=gpu,zone in (a,b)',
);

const proxiedResource = z.strictObject({
  group: z.string().default(''),
  resource: text.describe('The plural; a subresource behind a slash: pods/log'),
  namespace: text.optional(),
  names: z
    .array(text)
    .min(1)
    .optional()
    .describe('These objects alone; their namespace has to be given'),
});

/** One entry of `runai.clusters`, and the file that the command line takes with `--settings`. Unknown keys are errors. */
export const clusterSettingsSchema = z.strictObject({
  name: text.describe("Our name of the cluster, or the source's own"),
  title: text.optional(),
  owner: text
    .optional()
    .describe('Entity reference, e.g. group:default/ml-platform'),
  system: text.optional(),
  lifecycle: text.optional(),
  labels: z.record(z.string(), z.string()).optional(),
  contact: z.strictObject({ title: text, url: url.optional() }).optional(),
  environment: z.enum(ENVIRONMENTS).default('trial'),
  mode: z.enum(INSTALL_MODES).optional(),
  profile: text.optional(),
  existingPrometheus: z.boolean().optional(),
  installPath: z
    .enum(INSTALL_PATHS)
    .optional()
    .describe('manual where absent: nothing is installed by itself'),
  edition: z
    .enum(EDITIONS)
    .optional()
    .describe('supportEntitled where absent: images need a credential'),
  uses: z
    .array(z.enum(CLUSTER_USES))
    .optional()
    .describe('What the cluster is used for; nothing of it where absent'),
  registry: text.optional().describe('host[:port], without a scheme'),
  storage: z
    .strictObject({ class: text.optional(), nfsServer: text.optional() })
    .optional(),
  systemNodes: z.strictObject({ selector }).optional(),
  gpuNodes: z.strictObject({ selector }).optional(),
  controlPlane: z
    .strictObject({
      url,
      clusterId: text.optional(),
      caFile: text.optional(),
      auth: z.record(z.string(), z.unknown()).optional(),
    })
    .optional(),
  prometheus: z.strictObject({ url, token: text.optional() }).optional(),
  proxy: z
    .strictObject({
      httpsProxy: text.optional(),
      httpProxy: text.optional(),
      noProxy: text.optional(),
    })
    .optional(),
  maintenance: z.strictObject({ until: instant, reason: text }).optional(),
  probes: z
    .strictObject({
      enabled: z.boolean().default(false),
      namespace: text.default('runai-probe'),
      image: text.optional(),
      schedule: z.unknown().optional(),
    })
    .optional(),
  kubernetesProxy: z
    .strictObject({
      enabled: z.boolean().default(false),
      resources: z.array(proxiedResource).optional(),
      additionalResources: z.array(proxiedResource).optional(),
      requestsPerUser: z.number().int().positive().optional(),
      requestsPerCluster: z.number().int().positive().optional(),
    })
    .optional(),
});

/** Settings of a cluster as the engine sees them, defaults filled in. */
export type ClusterSettings = z.output<typeof clusterSettingsSchema>;
/** Settings as a person writes them. */
export type ClusterSettingsInput = z.input<typeof clusterSettingsSchema>;
