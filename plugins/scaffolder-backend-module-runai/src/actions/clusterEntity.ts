import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  CLUSTER_NAME,
  CLUSTER_USES,
  ENVIRONMENTS,
  INSTALL_MODES,
  type Registration,
} from '@runai-portal/backstage-plugin-runai-common';
import type { RunaiService } from '@runai-portal/backstage-plugin-runai-node';
import { certificatesOf } from '../registration/certificatesOf';
import { clusterEntity } from '../registration/clusterEntity';
import { credentialLines } from '../registration/credentialLines';
import { ensureFreeName } from '../registration/ensureFreeName';
import { ensureSameCluster } from '../registration/ensureSameCluster';
import { refuseTokens } from '../registration/refuseTokens';
import { serverOf } from '../registration/serverOf';
import { examples } from './clusterEntity.examples';

const OWNER = /^([a-z]+:)?([a-z0-9-]+\/)?[A-Za-z0-9][\w.-]{0,62}$/;
const PROFILE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
const FOLDER = /^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/;

/**
 * The action `runai:cluster:entity`: writes the files that register a cluster, and says what else there is to do.
 *
 * @remarks The same input gives the same files however often it runs. Whoever starts the task must have `runai.cluster.register`.
 * Nothing takes a token: it comes into the portal's configuration, by who runs the portal.
 *
 * @public
 */
export function createClusterEntityAction(options: {
  catalog: CatalogService;
  runai: RunaiService;
}) {
  return createTemplateAction({
    id: 'runai:cluster:entity',
    description:
      'Writes the entity of a Kubernetes cluster and the least-privilege account that the portal needs on it, and gives the lines of app-config for its credential. It takes no token.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        name: z =>
          z
            .string()
            .regex(CLUSTER_NAME)
            .describe('At most 63 characters of a-z, 0-9 and -'),
        title: z => z.string().max(200).optional(),
        description: z => z.string().max(2000).optional(),
        owner: z =>
          z.string().regex(OWNER).describe('Entity reference of the owner'),
        system: z => z.string().regex(OWNER).optional(),
        lifecycle: z => z.string().max(63).optional(),
        server: z =>
          z
            .string()
            .max(2048)
            .describe(
              'Address of the API server, e.g. https://gpu-prod.example:6443',
            ),
        ca: z =>
          z
            .string()
            .max(65_536)
            .optional()
            .describe(
              'Certificate of its authority: PEM, or PEM as base64. Those of the system where absent',
            ),
        authProvider: z =>
          z
            .string()
            .regex(/^[A-Za-z0-9]{1,63}$/)
            .refine(value => value !== 'serviceAccount', {
              message:
                'the Kubernetes plugin takes no serviceAccount from the catalog; leave authProvider out',
            })
            .optional()
            .describe(
              "How the portal's Kubernetes plugin logs in; that plugin does not get the cluster where absent",
            ),
        oidcTokenProvider: z =>
          z
            .string()
            .regex(/^[A-Za-z0-9_-]{1,63}$/)
            .optional()
            .describe(
              "With oidc: the provider of the portal's sign-in whose tokens the cluster takes",
            ),
        environment: z => z.enum(ENVIRONMENTS),
        mode: z => z.enum(INSTALL_MODES).optional(),
        profile: z => z.string().regex(PROFILE).optional(),
        existingPrometheus: z => z.boolean().optional(),
        uses: z => z.array(z.enum(CLUSTER_USES)).optional(),
        folder: z =>
          z
            .string()
            .regex(FOLDER)
            .max(200)
            .default('clusters')
            .describe('Where the folder of the cluster is made'),
      },
      output: {
        entityRef: z => z.string(),
        entityPath: z => z.string().describe('In the workspace'),
        manifestPath: z => z.string().describe('In the workspace'),
        entity: z => z.string().describe('The entity, as YAML'),
        manifest: z =>
          z.string().describe('The account with the least roles, as YAML'),
        appConfig: z =>
          z
            .string()
            .describe('The lines of app-config that give it a credential'),
        tokenVariable: z =>
          z.string().describe('The variable that holds the token'),
      },
    },
    async handler(ctx) {
      const { input } = ctx;
      refuseTokens(input);
      const server = serverOf(input.server);
      const ca = certificatesOf(input.ca);
      const credentials = await ctx.getInitiatorCredentials();
      const runai = options.runai.as(credentials);
      const registration = await runai.registration({ signal: ctx.signal });
      refuseOtherServers(registration, server);
      await ensureFreeName(
        { name: input.name, server },
        { catalog: options.catalog, credentials, runai, signal: ctx.signal },
      );
      const { manifest } = registration;
      const entity = clusterEntity({ ...input, server, ca });
      const { lines, tokenVariable } = credentialLines({
        name: input.name,
        server,
      });
      const folder = `${input.folder ?? 'clusters'}/${input.name}`;
      const entityPath = `${folder}/catalog-info.yaml`;
      const manifestPath = `${folder}/account.yaml`;
      await ensureSameCluster(
        resolveSafeChildPath(ctx.workspacePath, entityPath),
        server,
      );
      for (const [path, text] of [
        [entityPath, entity],
        [manifestPath, manifest],
      ]) {
        const file = resolveSafeChildPath(ctx.workspacePath, path);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, text);
        ctx.logger.info(`Wrote ${path}`);
      }
      ctx.output('entityRef', `resource:default/${input.name}`);
      ctx.output('entityPath', entityPath);
      ctx.output('manifestPath', manifestPath);
      ctx.output('entity', entity);
      ctx.output('manifest', manifest);
      ctx.output('appConfig', lines);
      ctx.output('tokenVariable', tokenVariable);
    },
  });
}

/** What the portal would not take is not written either; of a catalog's addresses the source judges, whenever it reads them. */
function refuseOtherServers(
  { takes, message, simulated }: Registration,
  server: string,
): void {
  const isTaken =
    takes === 'catalog' ||
    (takes === 'simulated' &&
      simulated.some(one => serverOf(one.server) === server));
  if (!isTaken) {
    throw new NotAllowedError(message);
  }
}
