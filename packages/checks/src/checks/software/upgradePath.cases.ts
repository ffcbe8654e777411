import { runaiClusterCurrent } from '@runai-portal/simulator';
import { runaiPublicFact } from '../../facts/runai';
import { fact, type OutcomeCases } from '../../testing';
import { softwareFacts, softwareProfile } from '../../testing/software';
import type { upgradePath } from './upgradePath';

const installed = (clusterVersion: string | undefined) =>
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
  SameLine: { facts: installed('2.25.1'), profile: to('2.25') },
  OneStep: { facts: installed('2.20.12'), profile: to('2.25') },
  Preparations: { facts: installed('2.25.1'), profile: to('3.0') },
  SeveralSteps: { facts: installed('2.18.4'), profile: to('3.0') },
  Downgrade: { facts: installed('2.25.1'), profile: to('2.20') },
  NotInstalled: { facts: softwareFacts([]), profile: to('2.25') },
  VersionUnreadable: { facts: installed(undefined), profile: to('2.25') },
  UnknownLine: { facts: installed('4.1.0'), profile: to('3.0') },
};
