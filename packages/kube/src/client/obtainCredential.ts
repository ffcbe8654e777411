import type {
  ClusterConnection,
  KubeCredential,
} from '../connection/ClusterConnection';
import { CredentialError } from '../connection/CredentialError';
import { KubeError, type KubeErrorDetails } from '../errors/KubeError';
import { raceSignal } from '../http/Deadline';
import { KubeconfigError } from '../kubeconfig/KubeconfigError';

/**
 * What the next request proves itself with.
 *
 * @throws KubeError of class `credentials`, with a sentence that holds no secret, or the reason of `options.signal`
 */
export async function obtainCredential(
  connection: ClusterConnection,
  options: {
    /** `host:port`, for sentences. */
    target: string;
    details: KubeErrorDetails;
    signal?: AbortSignal;
  },
): Promise<KubeCredential> {
  const { target, details, signal } = options;
  try {
    return (
      (await raceSignal(
        connection.credentials?.(signal) ?? Promise.resolve({}),
        signal,
      )) ?? {}
    );
  } catch (error) {
    signal?.throwIfAborted();
    const sentence =
      error instanceof CredentialError || error instanceof KubeconfigError
        ? error.message
        : `The credentials for ${target} could not be obtained.`;
    throw new KubeError('credentials', sentence, {
      ...details,
      code: 'CREDENTIALS',
    });
  }
}
