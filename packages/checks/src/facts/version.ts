import { defineFact } from '../declarations';

/** What `GET /version` tells; empty where the server leaves a field out. */
export interface VersionFact {
  /** As written, vendor suffix and all, e.g. `v1.20.4-eks-6b7464`. */
  readonly gitVersion: string;
  readonly platform: string;
}

/** The API server's version. */
export const versionFact = defineFact<VersionFact>({
  id: 'version',
  title: 'Version of the API server',
  permissions: [
    { verb: 'get', nonResourceURL: '/version', grantedToAll: true },
  ],
  ttlSeconds: 60,
  collect: async ({ client, signal }) => {
    const { value } = await client.nonResource<
      Partial<Record<'gitVersion' | 'platform', unknown>>
    >('/version', { signal });
    const text = (field: unknown) =>
      typeof field === 'string' ? field.slice(0, 128) : '';
    return {
      gitVersion: text(value?.gitVersion),
      platform: text(value?.platform),
    };
  },
});
