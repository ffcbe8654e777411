import type { Result } from '@runai-portal/backstage-plugin-runai-common';
import { caseObjects } from '../field-cases/caseObjects';
import { describeExpectations } from '../field-cases/expectCase';
import { type FieldCase, loadFieldCases } from '../field-cases/FieldCase';
import { judgeCase } from '../field-cases/judgeCase';
import { NATIVE_VERSION } from '../field-cases/nativeCluster';
import { loadObjects, startCluster, whyNoCluster } from './kube';
import { startVersionProxy } from './versionProxy';

type Version = '1.20' | '1.36';

const cases = loadFieldCases();

/** The real server whose minor version is nearer to the one that the case names. */
function nearest({ gitVersion = NATIVE_VERSION }: FieldCase): Version {
  const minor = Number(/^v?\d+\.(\d+)/.exec(gitVersion)?.[1]);
  return Math.abs(minor - 20) <= Math.abs(minor - 36) ? '1.20' : '1.36';
}

async function judgeReal(
  fieldCase: FieldCase,
  version: Version,
): Promise<Result[]> {
  const cluster = await startCluster(version, 'case');
  try {
    await loadObjects(cluster, caseObjects(fieldCase));
    const proxy = await startVersionProxy(
      cluster.connection,
      fieldCase.gitVersion ?? NATIVE_VERSION,
    );
    try {
      return await judgeCase(fieldCase, proxy.connection);
    } finally {
      await proxy.close();
    }
  } finally {
    await cluster.down();
  }
}

for (const version of ['1.36', '1.20'] as const) {
  const reason = whyNoCluster(version);
  const real = reason ? describe.skip : describe;

  real(
    `field cases on a real API server of Kubernetes ${version}${
      reason ? `: skipped, ${reason}` : ''
    }`,
    () => {
      for (const fieldCase of cases.filter(one => nearest(one) === version)) {
        describe(`${fieldCase.name}`, () => {
          let results: Result[] = [];
          beforeAll(async () => {
            results = await judgeReal(fieldCase, version);
          }, 300_000);
          describeExpectations(fieldCase, () => results);
        });
      }
    },
  );
}
