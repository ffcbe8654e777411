import { z } from 'zod';
import { rows, texts } from '../loadTable';
import { endpoint } from './endpoint';
import { gpu } from './gpu';
import {
  count,
  founded,
  id,
  knowable,
  maybeText,
  minorVersion,
  mode,
  positive,
  text,
} from './parts';
import { containerRuntimes, nodeSystems } from './nodeSoftware';
import { prometheus } from './prometheus';
import { provisionerSchema } from './provisioner';
import { security } from './security';
import { severityRule } from './severityRule';
import { software } from './software';
import { systemNodes } from './systemNodes';
import { versions } from './versions';

/** Shape of a profile once `extends` is resolved: every number, host, label and namespace that a check rests on. */
export const profileSchema = z.strictObject({
  id,
  title: text,
  description: maybeText,
  version: minorVersion
    .optional()
    .describe('The line of Run:ai that it describes, e.g. "2.25"'),
  extends: id.optional().describe('The profile that fills in the rest'),
  kubernetes: versions,
  openshift: versions,
  nodeSkew: founded({
    olderMinors: count.describe('How many a kubelet may be behind the server'),
    from: rows({ server: minorVersion, olderMinors: count }).describe(
      'Other allowances, from a version of the API server on',
    ),
  }),
  architectures: knowable({
    supported: texts.min(1),
    onOpenShift: texts
      .min(1)
      .optional()
      .describe('Those of them that are supported on OpenShift too'),
  }),
  distributions: knowable({
    supported: texts.describe(
      'Ids: rancher, rke, rke2, k3s, kubespray, native, openshift, ezmeral, eks, gke, aks',
    ),
  }),
  nodeSystems: nodeSystems.optional(),
  containerRuntimes: containerRuntimes.optional(),
  gpu,
  prometheus,
  systemNodes,
  security,
  controlPlane: founded({ workerLabel: text, statement: maybeText }),
  storage: founded({
    defaultClass: knowable({
      required: z.boolean().describe('Claims of Run:ai name no class'),
    }),
    defaultClassAnnotations: texts,
    provisioners: z
      .array(provisionerSchema)
      .describe('Entries of the profile go before those of the shipped table'),
  }),
  software: software.optional(),
  endpoints: z.array(endpoint),
  network: founded({
    completeFor: z
      .array(mode)
      .describe(
        'Install modes of which every endpoint is known; in another one, more than those listed may be needed',
      ),
  }),
  registries: knowable({
    images: texts.describe('Where the images of Run:ai come from'),
    thirdParty: texts,
  }),
  backend: knowable({
    cloudHosts: texts.describe(
      "Where the vendor's own cloud serves the control plane; a * stands for anything",
    ),
  }),
  artifacts: knowable({
    bundle: text.describe('The file that an air-gapped installation brings'),
    upload: texts.describe(
      'How its images get into the registry, command by command',
    ),
    charts: text.describe('Where an installation that downloads gets charts'),
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
