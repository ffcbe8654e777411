import {
  type Result,
  worst,
} from '@runai-portal/backstage-plugin-runai-common';
import { type ClusterConnection, KubeClient } from '@runai-portal/kube';
import { createEngine } from '../createEngine';
import { clusterSettingsSchema } from '../settings';
import { type Expectation, type FieldCase, titleOf } from './FieldCase';

/**
 * The results of a whole passive run over the cluster of a case.
 *
 * @throws Error where the run did not complete
 */
export async function judgeCase(
  { name, settings }: FieldCase,
  connection: ClusterConnection,
): Promise<Result[]> {
  const client = KubeClient.create(connection);
  try {
    const outcome = await createEngine()
      .connect({
        name,
        client,
        settings: clusterSettingsSchema.parse({ name, ...settings }),
      })
      .run();
    if (outcome.status !== 'completed') {
      throw new Error(`The run over ${name} ended as ${outcome.status}`);
    }
    return outcome.results;
  } finally {
    await client.close();
  }
}

/** Why the results are not what is expected, with all that was said of the subject; undefined where they are. */
export function disagreement(
  expectation: Expectation,
  results: readonly Result[],
): string | undefined {
  const { subject, status, why } = expectation;
  const found = results.filter(
    ({ checkId, subject: { name } }) =>
      checkId === expectation.check &&
      (subject === undefined || name === subject),
  );
  const actual = found.length
    ? worst(found.map(result => result.status))
    : 'absent';
  if (status.includes(actual)) {
    return undefined;
  }
  return [
    `${titleOf(expectation)} is ${actual}, and should be ${status.join(
      ' or ',
    )}: ${why}`,
    ...found.map(
      result =>
        `  ${result.subject.name}: ${result.status} ${result.reason}: ${result.message}`,
    ),
  ].join('\n');
}
