import { stringify } from 'yaml';

/**
 * The lines of app-config that give a registered cluster its credential.
 *
 * @remarks They name the server besides: whoever edits the entity later cannot have the token shown to a server of their own.
 */
export function credentialLines(cluster: { name: string; server: string }): {
  lines: string;
  /** Of the environment. */
  tokenVariable: string;
} {
  const { name, server } = cluster;
  const word = name.toUpperCase().replaceAll('-', '_');
  const tokenVariable = `${/^\d/.test(word) ? 'CLUSTER_' : ''}${word}_TOKEN`;
  return {
    tokenVariable,
    lines: stringify(
      {
        runai: {
          clusters: [
            { name, credentials: { server, token: `\${${tokenVariable}}` } },
          ],
        },
      },
      { lineWidth: 0 },
    ),
  };
}
