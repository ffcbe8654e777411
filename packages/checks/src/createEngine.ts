import type { Result } from '@runai-portal/backstage-plugin-runai-common';
import { CATALOGUE } from './catalogue';
import {
  createEngineWith,
  evaluateWith,
  summariseChecks,
  type Engine,
  type EngineOptions,
  type RolledUp,
} from './engine';

/**
 * An engine with our catalogue, and what a site or a plugin adds.
 *
 * @throws Error where two checks, or two facts, have the same id
 */
export function createEngine(options: EngineOptions = {}): Engine {
  return createEngineWith(CATALOGUE, options);
}

/** Judges facts by our catalogue. Pure, and never throws. */
export function evaluate(
  options: Parameters<typeof evaluateWith>[1],
): Result[] {
  return evaluateWith(CATALOGUE, options);
}

type SummariseOptions = Parameters<typeof summariseChecks>[0];

/** Rolls results of our catalogue up: per check, and to the verdict. */
export function summarise(
  options: Omit<SummariseOptions, 'checks'> &
    Partial<Pick<SummariseOptions, 'checks'>>,
): RolledUp {
  return summariseChecks({ checks: CATALOGUE.checks, ...options });
}
