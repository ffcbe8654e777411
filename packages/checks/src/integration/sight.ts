import type {
  InstallState,
  Result,
} from '@runai-portal/backstage-plugin-runai-common';
import type { ClusterConnection } from '@runai-portal/kube';
import { KubeClient } from '@runai-portal/kube';
import { CATALOGUE } from '../catalogue';
import type { FactOutcomes } from '../declarations';
import { createEngine } from '../createEngine';
import { Judgement } from '../engine/Judgement';
import { clusterSettingsSchema, type ClusterSettingsInput } from '../settings';
import {
  buildSnapshot,
  snapshotFacts,
  type ClusterSnapshot,
} from '../snapshot';

/** What the engine makes of a cluster in a test: facts over the wire, results by the seed profile, and the snapshot. */
export interface Sight {
  facts: FactOutcomes;
  snapshot: ClusterSnapshot;
  /** Every result of a check. */
  all(checkId: string): Result[];
  /** The one result of a check that has one. */
  one(checkId: string): Result;
}

/** Results by subject's name: `{gpu-1: 'pass DriverMeetsMinimum'}`. */
export function verdicts(results: readonly Result[]): Record<string, string> {
  return Object.fromEntries(
    results.map(({ subject, status, reason }) => [
      subject.name,
      `${status} ${reason}`,
    ]),
  );
}

/** Reads and judges the cluster behind a connection. */
export async function lookAt(
  connection: ClusterConnection,
  options: {
    settings?: Partial<ClusterSettingsInput>;
    now?: () => Date;
    previous?: { cluster?: InstallState };
  } = {},
): Promise<Sight> {
  const now = options.now ?? (() => new Date());
  const client = KubeClient.create(connection, { now });
  const settings = clusterSettingsSchema.parse({
    name: 'seen',
    ...options.settings,
  });
  try {
    const engine = createEngine({ now });
    const session = engine.connect({ name: 'seen', client, settings });
    const facts = await session.collect([
      ...new Set([...engine.facts, ...snapshotFacts]),
    ]);
    const { profile } = session;
    const judgement = new Judgement(CATALOGUE, {
      facts,
      profile,
      settings,
      now: now(),
    });
    const results = CATALOGUE.checks
      .filter(({ category }) => category !== 'connection')
      .flatMap(check => judgement.results(check));
    const all = (checkId: string) =>
      results.filter(result => result.checkId === checkId);
    return {
      facts,
      snapshot: buildSnapshot(facts, {
        now: now(),
        profile,
        settings,
        previous: options.previous,
      }),
      all,
      one(checkId) {
        const [result, ...others] = all(checkId);
        if (!result || others.length > 0) {
          throw new Error(
            `${checkId} gave ${others.length + (result ? 1 : 0)} results`,
          );
        }
        return result;
      },
    };
  } finally {
    await client.close();
  }
}
