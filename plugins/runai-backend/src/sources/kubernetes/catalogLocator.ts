import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { KUBERNETES_ANNOTATIONS } from '@runai-portal/backstage-plugin-runai-common';
import {
  AllowedUrls,
  nameToLookUp,
  serverAddress,
  type PublicNames,
} from '@runai-portal/backstage-plugin-runai-node';
import { z } from 'zod';
import { ConfigurationError } from '../../config/ConfigurationError';
import {
  listClusterEntities,
  type CatalogAccess,
} from '../catalog/listClusterEntities';
import { readClusterEntity } from '../catalog/readClusterEntity';
import type { ClusterLocator, LocatedCluster } from './LocatedCluster';

const locatorSchema = z.looseObject({
  dangerouslyAllowClusterUrls: z.array(z.string()).optional(),
  dangerouslyAllowSkipTLSVerify: z.boolean().optional(),
});

const {
  apiServer: API_SERVER,
  authority: AUTHORITY,
  authProvider: AUTH_PROVIDER,
} = KUBERNETES_ANNOTATIONS;
const SKIP_TLS_VERIFY = 'kubernetes.io/skip-tls-verify';

/**
 * The entities that the Kubernetes plugin takes for clusters: those with all three annotations, another authentication than a
 * service account, and an address that it allows. It does not know the others; the source `catalog` says what they lack.
 */
export function catalogLocator(options: {
  method: unknown;
  at: string;
  access: CatalogAccess;
  names: PublicNames;
}): ClusterLocator {
  const { method, at, access, names } = options;
  return {
    locate: async signal => {
      const parsed = locatorSchema.safeParse(method);
      if (!parsed.success) {
        throw ConfigurationError.fromZod(at, parsed.error);
      }
      const allowed = AllowedUrls.ofHosts(
        parsed.data.dangerouslyAllowClusterUrls ?? [],
      );
      const { entities, ours } = await listClusterEntities(access, signal);
      await names.learn(
        entities.flatMap(
          entity =>
            nameToLookUp(annotationsOf(entity)[API_SERVER], allowed) ?? [],
        ),
        signal,
      );
      return {
        clusters: entities.flatMap(
          entity =>
            locatedCluster(entity, {
              allowed,
              names,
              allowSkip: parsed.data.dangerouslyAllowSkipTLSVerify ?? false,
            }) ?? [],
        ),
        knownOtherwise: ours.map(({ metadata }) => metadata.name),
      };
    },
  };
}

function locatedCluster(
  entity: Entity,
  rules: { allowed: AllowedUrls; names: PublicNames; allowSkip: boolean },
): LocatedCluster | undefined {
  const annotations = annotationsOf(entity);
  const authProvider = annotations[AUTH_PROVIDER];
  const caData = annotations[AUTHORITY];
  const address = serverAddress(annotations[API_SERVER], {
    ...rules,
    takesQuery: true,
  });
  const isTaken =
    authProvider !== undefined &&
    authProvider !== 'serviceAccount' &&
    caData !== undefined &&
    address.ok;
  if (!isTaken) {
    return undefined;
  }
  return {
    name: entity.metadata.name,
    title: entity.metadata.title,
    at: stringifyEntityRef(entity),
    authProvider,
    // As the plugin: nothing but its own annotations, so that an entity cannot hand a token over.
    authMetadata: Object.fromEntries(
      Object.entries(annotations).filter(([key]) =>
        key.startsWith('kubernetes.io/'),
      ),
    ),
    url: annotations[API_SERVER],
    caData,
    skipTLSVerify: rules.allowSkip && annotations[SKIP_TLS_VERIFY] === 'true',
    entity: {
      ...readClusterEntity(entity),
      onlyPublicAddresses: !address.isAllowed,
    },
  };
}

function annotationsOf({ metadata }: Entity): Record<string, string> {
  return metadata.annotations ?? {};
}
