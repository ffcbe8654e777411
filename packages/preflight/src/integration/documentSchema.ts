import {
  CHECK_CATEGORIES,
  CHECK_STATUSES,
  ENVIRONMENTS,
  EVIDENCE_SOURCES,
  INSTALL_MODES,
  READINESS_STATES,
  REMEDIATION_OWNERS,
  SEVERITIES,
  UNKNOWN_CLASSES,
} from '@runai-portal/backstage-plugin-runai-common';
import { z } from 'zod';

const status = z.enum(CHECK_STATUSES);
const severity = z.enum(SEVERITIES);
const time = z.iso.datetime();
const text = z.string().min(1);
const counts = z.strictObject(
  Object.fromEntries(CHECK_STATUSES.map(name => [name, z.int().nonnegative()])),
);
const statement = z.looseObject({ by: text, value: z.boolean(), note: text });

const result = z.strictObject({
  checkId: text,
  subject: z.strictObject({
    kind: text,
    name: text,
    namespace: text.optional(),
  }),
  status,
  severity,
  reason: z.string().regex(/^[A-Z]\w+$/),
  message: text,
  evidence: z.array(
    z.strictObject({
      what: text,
      key: text.optional(),
      value: z.string(),
      how: z.enum(EVIDENCE_SOURCES).optional(),
      observedAt: time,
    }),
  ),
  expected: text.optional(),
  actual: text.optional(),
  blockedBy: text.optional(),
  unknown: z.enum(UNKNOWN_CLASSES).optional(),
  judged: z.int().nonnegative().optional(),
  of: z.int().nonnegative().optional(),
  remediation: z
    .strictObject({
      owner: z.enum(REMEDIATION_OWNERS),
      text,
      commands: z.array(text),
      docs: z.array(z.strictObject({ title: text, url: z.url() })),
    })
    .optional(),
  attestation: statement.optional(),
  observedAt: time,
  changedAt: time,
  durationMs: z.number().nonnegative(),
});

/** What `--format json` writes: nothing more, nothing less, in the words of the product. */
export const documentSchema = z.strictObject({
  engine: z.strictObject({ name: text, version: text }),
  profile: text,
  cluster: text,
  server: z.url(),
  context: text.optional(),
  environment: z.enum(ENVIRONMENTS),
  mode: z.enum(INSTALL_MODES).optional(),
  verdict: z.enum(READINESS_STATES).exclude(['notChecked']),
  sentence: text,
  reason: text,
  exitCode: z.int(),
  blockers: z.array(
    z.looseObject({ checkId: text, title: text, reason: text }),
  ),
  attested: z.int().nonnegative(),
  counts,
  run: z.strictObject({
    status: z.enum(['completed', 'partial', 'failed']),
    interruption: z.enum(['canceled', 'deadline']).optional(),
    unjudged: z.array(text),
    requests: z.int().positive(),
    startedAt: time,
    finishedAt: time,
  }),
  checks: z.array(
    z.looseObject({
      checkId: text,
      title: text,
      category: z.enum(CHECK_CATEGORIES),
      severity,
      status,
      reason: text,
      message: text,
      counts,
      attestable: z.boolean(),
      attestation: statement.optional(),
    }),
  ),
  results: z.array(result),
});

/** A document that fits the schema. */
export type PreflightDocument = z.infer<typeof documentSchema>;
