import {
  ENVIRONMENTS,
  INSTALL_MODES,
  SEVERITIES,
} from '@runai-portal/backstage-plugin-runai-common';
import { z } from 'zod';

/** How well a statement is founded: the vendor says it, others do, it follows from both, or nobody has confirmed it. */
export const VERIFICATIONS = [
  'vendor',
  'secondary',
  'inferred',
  'unverified',
] as const;

const provenance = {
  source: z
    .string()
    .min(1)
    .describe(
      'Where the statement stands: a requirement id, a page of the vendor, a repository',
    ),
  verified: z
    .enum(VERIFICATIONS)
    .describe('How well it is founded; what is unverified gives unknown'),
};
const id = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9.-]*$/,
    'must be lower case letters, digits, dots and dashes',
  );
const minorVersion = z
  .string({ error: 'must be a version in quotes, e.g. "1.20"' })
  .regex(/^\d+(\.\d+){0,2}$/, 'must be a version in quotes, e.g. "1.20"');
const bytes = z
  .number()
  .int()
  .positive()
  .describe('Bytes, decimal: 8 GB is 8000000000');
const pattern = z.string().refine(isPattern, 'must be a regular expression');
const strings = z.array(z.string().min(1));

const severityRule = z
  .strictObject({
    severity: z
      .enum(SEVERITIES)
      .optional()
      .describe(
        'In every environment and mode, unless one below says otherwise',
      ),
    environments: z
      .partialRecord(z.enum(ENVIRONMENTS), z.enum(SEVERITIES))
      .optional(),
    modes: z
      .partialRecord(
        z.enum(INSTALL_MODES),
        z.enum([...SEVERITIES, 'notApplicable']),
      )
      .optional()
      .describe(
        'Goes before environments and severity; an undeclared mode is judged as cloud',
      ),
    note: z
      .string()
      .optional()
      .describe('Why it does not apply, shown to the reader'),
    ...provenance,
  })
  .describe('How much a check weighs');

const versions = z.strictObject({
  minimum: minorVersion.describe('Below it the check fails'),
  recommended: minorVersion.optional().describe('Below it the check warns'),
  maxTested: minorVersion.optional().describe('Above it the check warns'),
  ...provenance,
});

const endpoint = z.strictObject({
  id,
  title: z.string(),
  requirement: z
    .string()
    .optional()
    .describe('Id of the seed statement, e.g. B17'),
  host: z.string(),
  port: z.number().int().min(1).max(65535),
  path: z.string().startsWith('/').describe('What a probe asks for'),
  phase: z.enum(['install', 'run']),
  kind: z.enum(['web', 'registry']),
  from: z
    .enum(['allNodes', 'systemNodes', 'controlPlaneNodes'])
    .describe('Which nodes must reach it'),
  modes: z.record(
    z.enum(INSTALL_MODES),
    z.enum([...SEVERITIES, 'notApplicable']),
  ),
  expect: z
    .array(z.number().int().min(100).max(599))
    .min(1)
    .describe('HTTP codes that mean: reachable'),
  companionOf: id
    .optional()
    .describe('Advisory: explains why pulls fail though that endpoint is open'),
  ...provenance,
});

const provisioner = z.strictObject({
  name: z.string().describe('Of the StorageClass; a * stands for anything'),
  title: z.string(),
  modes: z
    .array(
      z.enum([
        'ReadWriteOnce',
        'ReadOnlyMany',
        'ReadWriteMany',
        'ReadWriteOncePod',
      ]),
    )
    .min(1),
  rwxOnlyFor: z
    .enum(['block'])
    .optional()
    .describe('ReadWriteMany holds for raw block volumes alone'),
  rwxWhen: z
    .string()
    .optional()
    .describe(
      'What ReadWriteMany depends on, as a sentence: the table alone then decides nothing',
    ),
  parameters: z
    .array(
      z.strictObject({
        name: pattern,
        value: pattern,
        readWriteMany: z.enum(['filesystem', 'block', 'never']),
      }),
    )
    .optional()
    .describe(
      'Parameters of a StorageClass that decide it; the first match counts',
    ),
  nodeBound: z
    .boolean()
    .describe('The data is lost or out of reach with its node'),
  zonal: z
    .boolean()
    .optional()
    .describe('A volume is reached from one zone alone'),
  tiesVolumes: z
    .boolean()
    .optional()
    .describe(
      'Each of its volumes is tied to its node by an affinity: one without lies elsewhere than the name says',
    ),
  ...provenance,
});

/** Shape of `profiles/tables/provisioners.yaml`. */
export const provisionerTableSchema = z.strictObject({
  provisioners: z.array(provisioner),
});

/** Shape of a profile once `extends` is resolved: every number, host, label and namespace that a check rests on. */
export const profileSchema = z.strictObject({
  id,
  title: z.string(),
  description: z.string().optional(),
  extends: id
    .optional()
    .describe(
      'Id of the profile whose values hold where this one says nothing',
    ),
  kubernetes: versions,
  openshift: versions,
  nodeSkew: z.strictObject({
    olderMinors: z
      .number()
      .int()
      .min(0)
      .describe(
        'How many minor versions a kubelet may be older than the API server',
      ),
    from: z
      .array(
        z.strictObject({
          server: minorVersion,
          olderMinors: z.number().int().min(0),
        }),
      )
      .describe('Other allowances, from a version of the API server on'),
    ...provenance,
  }),
  architectures: z.strictObject({ supported: strings.min(1), ...provenance }),
  distributions: z.strictObject({
    supported: strings.describe(
      'Ids: rancher, rke, rke2, k3s, kubespray, native, openshift, ezmeral, eks, gke, aks',
    ),
    ...provenance,
  }),
  gpu: z.strictObject({
    driver: z.strictObject({
      minimum: z.string(),
      rules: z.array(
        z.strictObject({
          title: z.string(),
          machine: pattern
            .optional()
            .describe('Of the label nvidia.com/gpu.machine; case is ignored'),
          product: pattern
            .optional()
            .describe('Of the label nvidia.com/gpu.product; case is ignored'),
          minimum: z.string(),
          ...provenance,
        }),
      ),
      ...provenance,
    }),
    cuda: z.strictObject({ minimum: minorVersion, ...provenance }),
    operator: z.strictObject({
      namespaces: strings.describe(
        'Where it is installed, the most likely first',
      ),
      ...provenance,
    }),
    signals: z.strictObject({
      hardwareLabels: strings.describe(
        'Labels of NFD that are true where NVIDIA hardware is',
      ),
      presentLabel: z.string(),
      cloudLabels: strings.describe('Labels that clouds put on GPU nodes'),
      resources: strings.describe(
        'Resource names, a * at the end matches the rest',
      ),
      simulatedLabel: z.string(),
      ...provenance,
    }),
  }),
  prometheus: z.strictObject({
    installedByInstaller: z
      .boolean()
      .describe('The installer brings Prometheus where none is used'),
    disableBundled: z
      .string()
      .optional()
      .describe('The chart value that turns the bundled one off'),
    methods: z.array(
      z.strictObject({
        id: z.enum(['operator', 'direct', 'openshift']),
        title: z.string(),
        installFlags: strings.describe(
          'What the installation of Run:ai needs for it',
        ),
        ...provenance,
      }),
    ),
    ...provenance,
  }),
  systemNodes: z.strictObject({
    label: z.string(),
    minimum: z
      .number()
      .int()
      .positive()
      .describe('How many nodes must carry the label and fulfil the size'),
    recommended: z.number().int().positive().optional(),
    statement: z
      .string()
      .optional()
      .describe('The words of the requirement, quoted in messages'),
    cpu: z.number().positive().describe('Cores'),
    memoryBytes: bytes,
    diskBytes: bytes,
    warnBelow: z
      .number()
      .min(0)
      .max(1)
      .describe('Share of the need under which capacity warns'),
    failBelow: z
      .number()
      .min(0)
      .max(1)
      .describe('Share of the need under which capacity fails'),
    freeWarnBelow: z
      .number()
      .min(0)
      .max(1)
      .describe('Share of the need under which what is free warns'),
    foreignPodsWarnAbove: z
      .number()
      .int()
      .min(0)
      .describe('Pods of others on a system node that are still called few'),
    ...provenance,
  }),
  controlPlane: z.strictObject({
    workerLabel: z.string(),
    statement: z.string().optional(),
    ...provenance,
  }),
  storage: z.strictObject({
    defaultClassRequired: z.boolean(),
    defaultClassAnnotations: strings,
    provisioners: z
      .array(provisioner)
      .describe('Entries of the profile go before those of the shipped table'),
    ...provenance,
  }),
  endpoints: z.array(endpoint),
  registries: z.strictObject({
    images: strings.describe('Where the images of Run:ai come from'),
    thirdParty: strings,
    ...provenance,
  }),
  namespaces: z.strictObject({
    cluster: z.string(),
    backend: z.string(),
    reservation: z.string().optional(),
    projectPrefix: z.string(),
    ...provenance,
  }),
  cluster: z.strictObject({
    slowCallSeconds: z.number().positive(),
    clockSkewWarnSeconds: z.number().positive(),
    clockSkewFailSeconds: z.number().positive(),
    credentialWarnDays: z.number().positive(),
    ...provenance,
  }),
  checks: z
    .record(id, severityRule)
    .describe(
      'Weight of a check by environment and mode, where it is not its own',
    ),
});

/** A profile file as it is written: only what it says itself, the rest comes from the one it extends. */
export const profileFileSchema = z.looseObject({
  id,
  title: z.string(),
  extends: id.optional(),
});

/** A requirement profile, whole. */
export type Profile = z.infer<typeof profileSchema>;
/** What is known of a storage provisioner. */
export type ProvisionerCapability = z.infer<typeof provisioner>;
/** An endpoint that nodes must reach. */
export type ProfileEndpoint = z.infer<typeof endpoint>;
/** Whether a statement is founded. */
export type Verification = (typeof VERIFICATIONS)[number];
/** How a profile weighs a check. */
export type SeverityRule = z.infer<typeof severityRule>;

function isPattern(source: string): boolean {
  try {
    return new RegExp(source, 'i') !== undefined;
  } catch {
    return false;
  }
}
