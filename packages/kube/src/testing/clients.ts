import { KubeClient } from '../client/KubeClient';
import type { KubeClientOptions } from '../client/options';
import type { ClusterConnection } from '../connection/ClusterConnection';
import { KubeError } from '../errors/KubeError';

const clients: KubeClient[] = [];

/** A client without pauses between attempts, closed by {@link closeClients}. */
export function createClient(
  connection: ClusterConnection,
  options: KubeClientOptions = {},
): KubeClient {
  const client = KubeClient.create(connection, {
    retries: { firstDelayMs: 1 },
    ...options,
  });
  clients.push(client);
  return client;
}

export async function closeClients(): Promise<void> {
  await Promise.all(clients.splice(0).map(client => client.close()));
}

/** What `promise` was rejected with; fails where it is something else than a {@link KubeError}. */
export async function kubeErrorOf(
  promise: Promise<unknown>,
): Promise<KubeError> {
  const error: unknown = await promise.then(
    value =>
      new Error(`resolved with ${String(JSON.stringify(value)).slice(0, 200)}`),
    rejection => rejection,
  );
  if (!(error instanceof KubeError)) {
    throw error;
  }
  return error;
}
