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

const statedIn = text
  .min(1)
  .describe('A requirement id, a page of the vendor, a repository');

/** The vendor says it, others do, or it follows from both. */
const CONFIRMED = ['vendor', 'secondary', 'inferred'] as const;

const HOW_WELL =
  'How well it is founded; what is unverified gives unknown' as const;

/** A statement with where it stands and how well it is founded. */
export function founded<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject({
    ...shape,
    source: statedIn,
    // Or nobody has confirmed it.
    verified: z.enum([...CONFIRMED, 'unverified']).describe(HOW_WELL),
  });
}

/**
 * A statement that is not known of every version. With `verified: unverified` it says so: the source is then why, and what stands
 * beside it is shown and judged by nobody.
 *
 * @remarks {@link known} tells the two apart, so that no check takes one for the other.
 */
export function knowable<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.discriminatedUnion('verified', [
    z.strictObject({
      ...shape,
      source: statedIn,
      verified: z.enum(CONFIRMED).describe(HOW_WELL),
    }),
    z.strictObject({
      ...z.strictObject(shape).partial().shape,
      source: statedIn,
      verified: z.literal('unverified').describe(HOW_WELL),
    }),
  ]);
}

function isPattern(source: string): boolean {
  try {
    return new RegExp(source, 'i') !== undefined;
  } catch {
    return false;
  }
}
