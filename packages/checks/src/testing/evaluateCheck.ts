import type { Result } from '@runai-portal/backstage-plugin-runai-common';
import {
  ENGINE_REASONS,
  type Audience,
  type Check,
  type FactOutcomes,
} from '../declarations';
import { CATALOGUE } from '../catalogue';
import { Judgement } from '../engine/Judgement';
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
 * Judges one check in a test, behind those of the catalogue that it depends on.
 *
 * @throws Error where the check gives a reason that it does not declare, or a sentence that lacks a value
 */
export function evaluateCheck(
  check: Check,
  options: EvaluateCheckOptions,
): Result[] {
  const settings = testSettings(options.settings);
  const { facts, now = TEST_NOW, profile = testProfile(), audience } = options;
  const judgement = new Judgement(
    {
      ...CATALOGUE,
      checks: [check, ...CATALOGUE.checks.filter(({ id }) => id !== check.id)],
    },
    { facts, settings, profile, now, audience },
  );
  const results = [...judgement.results(check)];
  const declared: readonly string[] = [
    ...Object.keys(check.outcomes),
    ...ENGINE_REASONS,
    ...Object.values(facts).flatMap(outcome =>
      outcome.ok ? [] : outcome.reason,
    ),
  ];
  for (const result of results) {
    if (!declared.includes(result.reason)) {
      throw new Error(
        `${check.id} gives the reason ${result.reason}, which it does not declare`,
      );
    }
    requireWhole(check.id, result);
  }
  return results;
}

/** Every mark of a sentence must have had its value. */
function requireWhole(id: string, result: Result): void {
  const { message, expected = '', actual = '', remediation } = result;
  for (const text of [message, expected, actual, remediation?.text ?? '']) {
    const mark = /\{[a-zA-Z]\w*(:[^{}]*)?\}/.exec(text);
    if (mark) {
      throw new Error(
        `${id}, ${result.reason}: nothing was given for ${mark[0]} in "${text}"`,
      );
    }
  }
}

/** As {@link evaluateCheck}, for a check that says one thing. */
export function evaluateToOne(
  check: Check,
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
