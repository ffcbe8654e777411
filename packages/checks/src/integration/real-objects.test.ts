import path from 'node:path';
import { load, startCluster, whyNoCluster } from './kube';
import { expectOpinion } from './opinion';
import { OPINIONS, realObjectsFolder } from './realObjects';
import { lookAt } from './sight';

const folder = realObjectsFolder();

for (const version of ['1.36', '1.20'] as const) {
  const reason = folder
    ? whyNoCluster(version)
    : 'the objects are missing: name their folder by RUNAI_REAL_OBJECTS';
  const opinions = OPINIONS.filter(({ on120 }) => version === '1.36' || on120);
  const real = reason ? describe.skip : describe;

  real(
    `objects of real operators on a real API server of Kubernetes ${version}${
      reason ? `: skipped, ${reason}` : ''
    }`,
    () => {
      for (const opinion of opinions) {
        const { file, says } = opinion;
        it(`${file}: ${says}`, async () => {
          const cluster = await startCluster(version, 'objects');
          try {
            await load(cluster, path.join(folder ?? '', file));
            expectOpinion(opinion, await lookAt(cluster.connection), version, {
              isNew: true,
            });
          } finally {
            await cluster.down();
          }
        }, 300_000);
      }
    },
  );
}
