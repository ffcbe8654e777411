import { KubeError } from '@runai-portal/kube';
import type { FactContext } from '../declarations';

/** The group of OpenShift's own configuration. `schedulers`, `proxies` and others exist in several groups: always ask with it. */
export const OPENSHIFT_CONFIG = 'config.openshift.io';

/** A singleton of OpenShift's configuration; undefined where the cluster does not have it. */
export async function readIfThere<T>(
  { client, signal }: Pick<FactContext, 'client' | 'signal'>,
  resource: string,
  name: string,
): Promise<T | undefined> {
  try {
    return await client.get<T>(
      { group: OPENSHIFT_CONFIG, version: 'v1', resource, name },
      { signal },
    );
  } catch (error) {
    if (error instanceof KubeError && error.errorClass === 'notFound') {
      return undefined;
    }
    throw error;
  }
}
