import type { FactOutcomes, Observation } from '../declarations';
import { Reading } from '../engine/Reading';
import type { ClusterSettingsInput } from '../settings';
import { TEST_NOW, testProfile, testSettings } from './evaluateCheck';

/**
 * What an observation says of those facts, with the seed profile and in a trial.
 *
 * @throws Error where it cannot be made, since one of its facts was not read
 */
export function observed<Value>(
  observation: Observation<Value>,
  facts: FactOutcomes,
  settings: Partial<ClusterSettingsInput> = {},
): Value {
  const answer = new Reading(facts, {
    profile: testProfile(),
    settings: testSettings(settings),
    now: TEST_NOW,
  }).answer(observation);
  if (!answer.ok) {
    const [{ title }] = answer.unread;
    throw new Error(`${observation.id} cannot be observed. ${title}: not read`);
  }
  return answer.value;
}
