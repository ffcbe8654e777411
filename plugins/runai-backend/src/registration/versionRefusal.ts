import { isKubeError, type KubeClient } from '@runai-portal/kube';
import { failureOf, type RequestFailure } from './failureOf';
import { SAYS } from './says';

/**
 * Asks for the version, which accounts without any right may read; one that may not is known to the server all the same.
 *
 * @returns nothing where a Kubernetes API answered
 */
export async function versionRefusal(
  client: KubeClient,
  signal: AbortSignal,
): Promise<RequestFailure | undefined> {
  try {
    const { value } = await client.nonResource('/version', { signal });
    return namesVersion(value)
      ? undefined
      : {
          reason: 'NotKubernetes',
          message: SAYS.noVersion(client.target),
          isOfWay: true,
        };
  } catch (error) {
    if (!isKubeError(error)) {
      throw error;
    }
    return error.errorClass === 'forbidden' ? undefined : failureOf(error);
  }
}

/** Whatever answers with JSON is no API server yet. */
function namesVersion(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof Reflect.get(value, 'gitVersion') === 'string'
  );
}
