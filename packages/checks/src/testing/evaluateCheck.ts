import type { Result } from '@runai-portal/backstage-plugin-runai-common';
import {
  ENGINE_REASONS,
  type Audience,
  type Check,
  type FactMap,
  type FactOutcomes,
} from '../declarations';
import { evaluateCheck as evaluateOne } from '../engine/evaluateCheck';
import { ProfileRegistry, type Profile } from '../profiles';
import { clusterSettingsSchema, type ClusterSettingsInput } from '../settings';

/** When tests take place, unless they say otherwise. */
export const TEST_NOW = new Date('2021-04-20T10:00:00.000Z');

/** What a test may say; everything else is the seed profile, a trial, and facts that were read at {@link TEST_NOW}. */
export interface EvaluateCheckOptions {
  /** Outcomes by fact id: `{[nodesFact.id]: read(value)}`, or what `factsFrom` returned. */
  facts: FactOutcomes;
  settings?: Partial<ClusterSettingsInput>;
  profile?: Profile;
  now?: Date;
  audience?: Audience;
}

/**
 * Judges one check in a test.
 *
 * @throws Error where the check gives a reason that it does not declare, which the engine itself lets pass
 */
export function evaluateCheck<
  Facts extends FactMap,
  Optional extends FactMap,
  Reason extends string,
>(
  check: Check<Facts, Optional, Reason>,
  options: EvaluateCheckOptions,
): Result[] {
  const settings = testSettings(options.settings);
  const { environment, mode, name } = settings;
  const { facts, now = TEST_NOW, profile = testProfile() } = options;
  const results = evaluateOne(check, {
    facts,
    settings,
    profile,
    now,
    environment,
    mode,
    cluster: name,
    audience: options.audience ?? 'portal',
  });
  const declared: readonly string[] = [...check.reasons, ...ENGINE_REASONS];
  const failed = Object.values(facts).flatMap(outcome =>
    outcome.ok ? [] : outcome.reason,
  );
  for (const { reason } of results) {
    if (!declared.includes(reason) && !failed.includes(reason)) {
      throw new Error(
        `${check.id} gives the reason ${reason}, which it does not declare`,
      );
    }
  }
  return results;
}

/** As {@link evaluateCheck}, for a check that says one thing. */
export function evaluateToOne<
  Facts extends FactMap,
  Optional extends FactMap,
  Reason extends string,
>(
  check: Check<Facts, Optional, Reason>,
  options: EvaluateCheckOptions,
): Result {
  const [result, ...others] = evaluateCheck(check, options);
  if (others.length > 0) {
    throw new Error(
      `${check.id} gave ${others.length + 1} results where one was expected`,
    );
  }
  return result;
}

/** Settings of a cluster called `test`, a trial where nothing else is said. */
export function testSettings(settings: Partial<ClusterSettingsInput> = {}) {
  return clusterSettingsSchema.parse({ name: 'test', ...settings });
}

let registry: ProfileRegistry | undefined;

/** The profile of that id, the seed's where none is named. */
export function testProfile(id?: string): Profile {
  registry ??= ProfileRegistry.load();
  return registry.get(id);
}
