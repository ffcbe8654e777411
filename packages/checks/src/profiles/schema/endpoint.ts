import { z } from 'zod';
import {
  founded,
  id,
  maybeFlag,
  maybeText,
  mode,
  severityInMode,
  text,
} from './parts';

/** A host that nodes have to reach. */
export const endpoint = founded({
  id,
  title: text,
  requirement: maybeText.describe('Id of the seed statement, e.g. B17'),
  host: text,
  port: z.number().int().min(1).max(65535),
  path: text
    .regex(/^\//, 'must begin with a /')
    .describe('What a probe asks for'),
  phase: z.enum(['install', 'run']),
  kind: z.enum(['web', 'registry']),
  from: z
    .enum(['allNodes', 'systemNodes', 'controlPlaneNodes'])
    .describe('Which nodes must reach it'),
  browsers: maybeFlag.describe(
    "People's own browsers must reach it as well: the web interface, its sign-in",
  ),
  modes: z.record(mode, severityInMode),
  expect: z
    .array(z.number().int().min(100).max(599))
    .min(1)
    .describe('HTTP codes that mean: reachable'),
  companionOf: id
    .optional()
    .describe('Advisory: explains why pulls fail though that endpoint is open'),
});
