import { deployment } from '@runai-portal/simulator';
import { workloadsFact } from '../../facts/workloads';
import type { ClusterSettingsInput } from '../../settings';
import { fact, facts, type OutcomeCases } from '../../testing';
import { workloadFacts } from '../../testing/workloads';
import type { configured } from './configured';

const registry = 'registry.corp.example:5000';

/** A cluster that runs these images, one a workload, under these settings. */
export function running(
  images: readonly string[],
  settings: Partial<ClusterSettingsInput> = {},
) {
  const workloads = images.map((image, at) =>
    deployment('team', `app-${at}`, { image }),
  );
  return {
    facts: facts(fact(workloadsFact, workloadFacts(...workloads))),
    settings,
  };
}

export const cases: OutcomeCases<typeof configured> = {
  Declared: running([`${registry}/app:1`], { registry }),
  PublicAllowed: running(['quay.io/app:1'], { mode: 'hybrid' }),
  OnNodeDisk: running(['localhost/app:1'], { mode: 'hybrid' }),
  WithoutRegistry: running(['app:1'], { mode: 'airGapped', registry }),
  NotInside: running(['app:1'], { mode: 'airGapped', registry: 'quay.io' }),
  NotDeclared: running(['app:1'], { mode: 'airGapped' }),
  NothingSeen: running([]),
};
