import { stringify } from 'yaml';

/** A kubeconfig with one context for each of the names; all lead to the same server as the same user. */
export function kubeconfigOf(options: {
  contexts: readonly string[];
  server: string;
  /** PEM. */
  caData?: string;
  /** Base64, as it is to stand in the file. */
  'certificate-authority-data'?: string;
  user: object;
}): string {
  const { contexts, server, caData, user } = options;
  const authority =
    options['certificate-authority-data'] ??
    (caData && Buffer.from(caData).toString('base64'));
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: 'the-cluster',
        cluster: {
          server,
          ...(authority && { 'certificate-authority-data': authority }),
        },
      },
    ],
    users: [{ name: 'the-user', user }],
    contexts: contexts.map(name => ({
      name,
      context: { cluster: 'the-cluster', user: 'the-user' },
    })),
    'current-context': contexts[0],
  });
}
