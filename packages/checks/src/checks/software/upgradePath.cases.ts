import { runaiClusterCurrent } from '@runai-portal/simulator';
import { runaiPublicFact } from '../../facts/runai';
import { fact, type OutcomeCases } from '../../testing';
import { softwareFacts, softwareProfile } from '../../testing/software';
import type { upgradePath } from './upgradePath';

/** A cluster that publishes that version of Run:ai; undefined: none, and no image tells it. */
export const publishing = (clusterVersion: string | undefined) =>
  softwareFacts(
    runaiClusterCurrent({ version: 'latest', gpuNodes: 1, nodes: 3 }),
    {
      more: [
        fact(
          runaiPublicFact,
          clusterVersion
            ? { clusterVersion, conditions: [], dependencies: [] }
            : undefined,
        ),
      ],
    },
  );
const to = (version: string) => ({ ...softwareProfile(), version });

export const cases: OutcomeCases<typeof upgradePath> = {
  SameLine: { facts: publishing('2.25.1'), profile: to('2.25') },
  OneStep: { facts: publishing('2.20.12'), profile: to('2.25') },
  Preparations: { facts: publishing('2.25.1'), profile: to('3.0') },
  SeveralSteps: { facts: publishing('2.18.4'), profile: to('3.0') },
  Downgrade: { facts: publishing('2.25.1'), profile: to('2.20') },
  NotInstalled: { facts: softwareFacts([]), profile: to('2.25') },
  VersionUnreadable: { facts: publishing(undefined), profile: to('2.25') },
  UnknownLine: { facts: publishing('4.1.0'), profile: to('3.0') },
};
