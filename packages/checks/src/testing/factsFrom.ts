import { KubeClient } from '@runai-portal/kube';
import {
  cluster,
  type ClusterDeclaration,
  type KubeObject,
} from '@runai-portal/simulator';
import type { Fact, FactOutcomes } from '../declarations';
import { createEngine } from '../createEngine';
import type { Profile } from '../profiles';
import { testSettings } from './evaluateCheck';

/**
 * Reads facts from a simulated cluster over a real socket.
 *
 * @param declared - a cluster, or the objects of one of Kubernetes 1.20
 */
export async function factsFrom(
  declared: ClusterDeclaration | readonly KubeObject[],
  wanted: readonly Fact<unknown>[],
  profile?: Profile,
): Promise<FactOutcomes> {
  const running = await (declared instanceof Array
    ? cluster('test')
        .kubernetes('1.20.2')
        .objects(...declared)
    : declared
  ).start();
  const { token, ...connection } = running.connection();
  const client = KubeClient.create({
    ...connection,
    credentials: async () => ({ token }),
  });
  try {
    const session = createEngine().connect({
      name: 'test',
      client,
      settings: testSettings(),
      profile,
    });
    return await session.collect(wanted);
  } finally {
    await client.close();
    await running.close();
  }
}
