import {
  INSTALL_MODES,
  SEVERITIES,
} from '@runai-portal/backstage-plugin-runai-common';
import { z } from 'zod';

export const text = z.string();
export const maybeText = text.optional();
export const maybeFlag = z.boolean().optional();
export const positive = z.number().positive();
export const count = z.number().int().min(0);
export const atLeastOne = z.number().int().positive();
export const share = z.number().min(0).max(1);
export const bytes = atLeastOne.describe('Bytes, decimal: 8 GB is 8000000000');
export const pattern = text.refine(isPattern, 'must be a regular expression');
export const id = text.regex(
  /^[a-z0-9][a-z0-9.-]*$/,
  'must be lower case letters, digits, dots and dashes',
);
export const minorVersion = z
  .string({ error: 'must be a version in quotes, e.g. "1.20"' })
  .regex(/^\d+(\.\d+){0,2}$/, 'must be a version in quotes, e.g. "1.20"');
export const severity = z.enum(SEVERITIES);
export const mode = z.enum(INSTALL_MODES);
export const severityInMode = z.enum([...SEVERITIES, 'notApplicable']);

/** A statement with where it stands and how well it is founded. */
export function founded<Shape extends z.ZodRawShape>(shape: Shape) {
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

function isPattern(source: string): boolean {
  try {
    return new RegExp(source, 'i') !== undefined;
  } catch {
    return false;
  }
}
