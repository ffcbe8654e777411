import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { raceSignal } from '@runai-portal/kube';
import { z } from 'zod';

/** How another plugin of the portal is asked. */
export interface PluginAccess {
  auth: Pick<AuthService, 'getOwnServiceCredentials' | 'getPluginRequestToken'>;
  discovery: Pick<DiscoveryService, 'getBaseUrl'>;
}

/** A cluster in the list of the Kubernetes plugin. */
export type ListedCluster = z.output<typeof listSchema>['items'][number];

const MAX_CLUSTERS = 5_000;

const listSchema = z.looseObject({
  items: z
    .array(
      z.looseObject({
        name: z.string().min(1),
        title: z.string().optional(),
      }),
    )
    .max(MAX_CLUSTERS),
});

/**
 * The clusters that the portal's Kubernetes plugin shows to people (`GET /api/kubernetes/clusters`).
 *
 * @returns nothing where the portal has no such plugin
 * @throws where it does not answer as it should, with one sentence
 */
export async function listedClusters(
  { auth, discovery }: PluginAccess,
  signal: AbortSignal,
): Promise<readonly ListedCluster[]> {
  const asked = async () => {
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await auth.getOwnServiceCredentials(),
      targetPluginId: 'kubernetes',
    });
    const base = await discovery.getBaseUrl('kubernetes');
    return fetch(`${base}/clusters`, {
      headers: { Authorization: `Bearer ${token}` },
      signal,
    });
  };
  const answer = await raceSignal(asked(), signal);
  if (answer.status === 404) {
    return [];
  }
  if (!answer.ok) {
    throw new Error(
      `The Kubernetes plugin answered ${answer.status} when it was asked for its clusters`,
    );
  }
  const parsed = listSchema.safeParse(
    await answer.json().catch(() => undefined),
  );
  if (!parsed.success) {
    throw new Error(
      'The Kubernetes plugin answered with something that is no list of clusters',
    );
  }
  return parsed.data.items;
}
