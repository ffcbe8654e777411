import type { Fact } from '../declarations';
import { defineFact, nonResource } from './request';

/** What `GET /version` tells; empty where the server leaves a field out. */
export interface VersionFact {
  /** As written, vendor suffix and all, e.g. `v1.20.4-eks-6b7464`. */
  readonly gitVersion: string;
  readonly platform: string;
}

/** The API server's version. */
export const versionFact: Fact<VersionFact> = defineFact({
  id: 'version',
  title: 'Version of the API server',
  requests: { version: nonResource('/version') },
  ttlSeconds: 60,
  collect: async ({ ask }) => {
    const { value } = await ask.version<
      Partial<Record<'gitVersion' | 'platform', unknown>>
    >();
    const text = (field: unknown) =>
      typeof field === 'string' ? field.slice(0, 128) : '';
    return {
      gitVersion: text(value?.gitVersion),
      platform: text(value?.platform),
    };
  },
});
