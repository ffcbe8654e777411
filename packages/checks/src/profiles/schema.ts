import {
  ENVIRONMENTS,
  INSTALL_MODES,
  SEVERITIES,
} from '@runai-portal/backstage-plugin-runai-common';
import { z } from 'zod';
import { rows, texts } from './loadTable';

const text = z.string();
const maybeText = text.optional();
const maybeFlag = z.boolean().optional();
const positive = z.number().positive();
const count = z.number().int().min(0);
const atLeastOne = z.number().int().positive();
const share = z.number().min(0).max(1);
const bytes = atLeastOne.describe('Bytes, decimal: 8 GB is 8000000000');
const pattern = text.refine(isPattern, 'must be a regular expression');
const id = text.regex(
  /^[a-z0-9][a-z0-9.-]*$/,
  'must be lower case letters, digits, dots and dashes',
);
const minorVersion = z
  .string({ error: 'must be a version in quotes, e.g. "1.20"' })
  .regex(/^\d+(\.\d+){0,2}$/, 'must be a version in quotes, e.g. "1.20"');
const severity = z.enum(SEVERITIES);
const mode = z.enum(INSTALL_MODES);
const severityInMode = z.enum([...SEVERITIES, 'notApplicable']);

/** A statement with where it stands and how well it is founded. */
function founded<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject({
    ...shape,
    source: text
      .min(1)
      .describe('A requirement id, a page of the vendor, a repository'),
    // The vendor says it, others do, it follows from both, or nobody has confirmed it.
    verified: z
      .enum(['vendor', 'secondary', 'inferred', 'unverified'])
      .describe('How well it is founded; what is unverified gives unknown'),
  });
}

const severityRule = founded({
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

const versions = founded({
  minimum: minorVersion.describe('Below it the check fails'),
  recommended: minorVersion.optional().describe('Below it the check warns'),
  maxTested: minorVersion.optional().describe('Above it the check warns'),
});

const endpoint = founded({
  id,
  title: text,
  requirement: maybeText.describe('Id of the seed statement, e.g. B17'),
  host: text,
  port: z.number().int().min(1).max(65535),
  path: text.startsWith('/').describe('What a probe asks for'),
  phase: z.enum(['install', 'run']),
  kind: z.enum(['web', 'registry']),
  from: z
    .enum(['allNodes', 'systemNodes', 'controlPlaneNodes'])
    .describe('Which nodes must reach it'),
  modes: z.record(mode, severityInMode),
  expect: z
    .array(z.number().int().min(100).max(599))
    .min(1)
    .describe('HTTP codes that mean: reachable'),
  companionOf: id
    .optional()
    .describe('Advisory: explains why pulls fail though that endpoint is open'),
});

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
  tiesVolumes: maybeFlag.describe(
    'Each of its volumes is tied to its node by an affinity: one without lies elsewhere than the name says',
  ),
});

const gpu = z.strictObject({
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

const prometheus = founded({
  installedByInstaller: z
    .boolean()
    .describe('The installer brings Prometheus where none is used'),
  disableBundled: maybeText.describe('The chart value that turns it off'),
  methods: z.array(
    founded({
      id: z.enum(['operator', 'direct', 'openshift']),
      title: text,
      installFlags: texts.describe('What installing Run:ai needs for it'),
    }),
  ),
});

const systemNodes = founded({
  label: text,
  minimum: atLeastOne.describe('Nodes with the label and the size'),
  recommended: atLeastOne.optional(),
  statement: maybeText.describe('Of the requirement, quoted in messages'),
  cpu: positive.describe('Cores'),
  memoryBytes: bytes,
  diskBytes: bytes,
  warnBelow: share.describe('Share of the need under which capacity warns'),
  failBelow: share.describe('Share of the need under which capacity fails'),
  freeWarnBelow: share.describe('Of the need, under which what is free warns'),
  foreignPodsWarnAbove: count.describe(
    'Pods of others on a system node that are still called few',
  ),
});

/** Shape of a profile once `extends` is resolved: every number, host, label and namespace that a check rests on. */
export const profileSchema = z.strictObject({
  id,
  title: text,
  description: maybeText,
  extends: id.optional().describe('The profile that fills in the rest'),
  kubernetes: versions,
  openshift: versions,
  nodeSkew: founded({
    olderMinors: count.describe('How many a kubelet may be behind the server'),
    from: rows({ server: minorVersion, olderMinors: count }).describe(
      'Other allowances, from a version of the API server on',
    ),
  }),
  architectures: founded({ supported: texts.min(1) }),
  distributions: founded({
    supported: texts.describe(
      'Ids: rancher, rke, rke2, k3s, kubespray, native, openshift, ezmeral, eks, gke, aks',
    ),
  }),
  gpu,
  prometheus,
  systemNodes,
  controlPlane: founded({ workerLabel: text, statement: maybeText }),
  storage: founded({
    defaultClassRequired: z.boolean(),
    defaultClassAnnotations: texts,
    provisioners: z
      .array(provisionerSchema)
      .describe('Entries of the profile go before those of the shipped table'),
  }),
  endpoints: z.array(endpoint),
  registries: founded({
    images: texts.describe('Where the images of Run:ai come from'),
    thirdParty: texts,
  }),
  namespaces: founded({
    cluster: text,
    backend: text,
    reservation: maybeText,
    projectPrefix: text,
  }),
  cluster: founded({
    slowCallSeconds: positive,
    clockSkewWarnSeconds: positive,
    clockSkewFailSeconds: positive,
    credentialWarnDays: positive,
  }),
  checks: z.record(id, severityRule).describe('Weights of checks, by id'),
});

/** What a profile file says itself in any case; the rest may come from the one that it extends. */
export const profileHeadSchema = profileSchema
  .pick({ id: true, title: true, extends: true })
  .loose();

/** A requirement profile, whole. */
export type Profile = z.infer<typeof profileSchema>;
/** What is known of a storage provisioner. */
export type ProvisionerCapability = z.infer<typeof provisionerSchema>;

function isPattern(source: string): boolean {
  try {
    return new RegExp(source, 'i') !== undefined;
  } catch {
    return false;
  }
}
