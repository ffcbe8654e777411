import { z } from 'zod';
import { texts } from '../loadTable';
import { founded, maybeText, minorVersion, positive } from './parts';

/** From the one that forbids nothing to the one that forbids most. */
export const POD_SECURITY_LEVELS = [
  'privileged',
  'baseline',
  'restricted',
] as const;

/** One of {@link POD_SECURITY_LEVELS}. */
export type PodSecurityLevel = (typeof POD_SECURITY_LEVELS)[number];

/** What namespaces are for, as far as the pods in them need rights. */
export const NAMESPACE_USES = [
  'cluster',
  'backend',
  'reservation',
  'project',
  'gpuOperator',
] as const;

/** One of {@link NAMESPACE_USES}. */
export type NamespaceUse = (typeof NAMESPACE_USES)[number];

const levels = z
  .partialRecord(z.enum(NAMESPACE_USES), z.enum(POD_SECURITY_LEVELS))
  .describe('The level without which pods of such a namespace are rejected');

/** What admits pods to a cluster, and what pods of Run:ai need of it. */
export const security = z.strictObject({
  admission: founded({
    policiesRemovedIn: minorVersion.describe(
      'The version of Kubernetes that has no PodSecurityPolicy any more',
    ),
    standardsFrom: minorVersion.describe(
      'The first version of Kubernetes that acts on pod security labels',
    ),
    slowSeconds: positive.describe('A webhook that may take longer is slow'),
    resources: texts.describe(
      'What has to be made for Run:ai to run, as resource or resource.group; a * stands for anything',
    ),
  }),
  policies: founded({
    supported: z
      .boolean()
      .describe('The installer brings PodSecurityPolicies of its own'),
    value: maybeText.describe('The chart value that makes it bring them'),
  })
    .optional()
    .describe('PodSecurityPolicy'),
  standards: founded({
    levels,
    onOpenShift: levels
      .optional()
      .describe('Where it differs: there, SCCs decide about pods first'),
  })
    .optional()
    .describe('Pod security admission'),
  constraints: founded({
    byChart: z.boolean().describe('The chart makes the SCCs that it needs'),
    value: maybeText.describe('The chart value that decides about it'),
  })
    .optional()
    .describe('SecurityContextConstraints of OpenShift'),
});
