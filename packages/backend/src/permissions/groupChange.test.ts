import { createBackendModule } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import {
  authProvidersExtensionPoint,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  catalogProcessingExtensionPoint,
  type EntityProvider,
  type EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { runaiClusterReadPermission } from '@runai-portal/backstage-plugin-runai-common';
import { runaiClusterConditions } from '@runai-portal/backstage-plugin-runai-node';
import {
  sourced,
  startClusters,
  type FleetCluster,
} from '../__testUtils__/fleetClusters';
import {
  startFleetPortal,
  type Caller,
  type FleetPortal,
} from '../__testUtils__/startFleetPortal';
import type { Grant } from './grants';

jest.setTimeout(120_000);

const GRANTS: readonly Grant[] = ['it', 'vision'].map(group => ({
  to: `group:default/${group}`,
  permissions: [],
  where: [
    {
      clusters: owners => runaiClusterConditions.isOwnedBy({ owners }),
      permissions: [runaiClusterReadPermission.name],
    },
  ],
  others: 'read',
}));

/** The people of a company, as a directory tells the catalog of them. */
class Directory implements EntityProvider {
  #connection: EntityProviderConnection | undefined;

  getProviderName() {
    return 'directory-of-the-test';
  }

  async connect(connection: EntityProviderConnection) {
    this.#connection = connection;
  }

  /** Mia is a member of this group, and of no other. */
  async putMiaInto(group: string): Promise<void> {
    const annotations = {
      'backstage.io/managed-by-location': 'url:https://directory.example',
      'backstage.io/managed-by-origin-location':
        'url:https://directory.example',
    };
    const entities: Entity[] = [
      ...['it', 'vision'].map(name => ({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Group',
        metadata: { name, annotations },
        spec: { type: 'team', children: [] },
      })),
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'User',
        metadata: { name: 'mia', annotations },
        spec: { memberOf: [group] },
      },
    ];
    await this.#connection?.applyMutation({
      type: 'full',
      entities: entities.map(entity => ({ entity, locationKey: 'directory' })),
    });
  }
}

const directory = new Directory();

const directoryModule = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'directory-of-the-test',
  register(env) {
    env.registerInit({
      deps: { catalog: catalogProcessingExtensionPoint },
      async init({ catalog }) {
        catalog.addEntityProvider(directory);
      },
    });
  },
});

/** Signs in who the catalog knows, as a company's provider does. */
const companySignInModule = createBackendModule({
  pluginId: 'auth',
  moduleId: 'company-of-the-test',
  register(env) {
    env.registerInit({
      deps: { providers: authProvidersExtensionPoint },
      async init({ providers }) {
        providers.registerProvider({
          providerId: 'company',
          factory: createProxyAuthProviderFactory({
            authenticator: createProxyAuthenticator({
              defaultProfileTransform: async () => ({ profile: {} }),
              initialize() {},
              authenticate: async ({ req }) => ({
                result: String(req.header('x-person')),
              }),
            }),
            signInResolver: ({ result }, context) =>
              context.signInWithCatalogUser({ entityRef: { name: result } }),
          }),
        });
      },
    });
  },
});

/** The first is owned by `it`, the second by `vision`. */
let fleet: FleetCluster[];
let portal: FleetPortal;

beforeAll(async () => {
  fleet = await startClusters(['aurora', 'eridanus']);
  portal = await startFleetPortal({
    clusters: fleet.map(sourced),
    grants: GRANTS,
    features: [catalogPlugin, directoryModule, companySignInModule],
  });
});

afterAll(async () => {
  await portal?.close();
  await Promise.all((fleet ?? []).map(({ running }) => running.close()));
});

/** Waits until the catalog has understood it. */
async function moved(group: string): Promise<void> {
  await directory.putMiaInto(group);
  for (;;) {
    const answer = await fetch(
      `${portal.url}/api/catalog/entities/by-name/user/default/mia`,
      { headers: { Authorization: `Bearer ${portal.service.token}` } },
    );
    const { relations = [] }: Entity = answer.ok ? await answer.json() : {};
    if (
      relations.length === 1 &&
      relations[0].targetRef === `group:default/${group}`
    ) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

async function clustersOf({ call }: Caller): Promise<string[]> {
  const { text } = await call('GET', '/clusters');
  return JSON.parse(text).items.map(({ name }: { name: string }) => name);
}

it('what a person may see follows their groups in the catalog from the next token on, with no restart', async () => {
  const [ofIt, ofVision] = fleet;
  expect([ofIt.owner, ofVision.owner]).toEqual(['it', 'vision']);
  const signIn = () => portal.signIn('company', { 'x-person': 'mia' });

  await moved('it');
  const before = await signIn();
  expect(await clustersOf(before)).toEqual([ofIt.name]);

  await moved('vision');
  const after = await signIn();
  expect(await clustersOf(after)).toEqual([ofVision.name]);
  const { status } = await after.call('GET', `/clusters/${ofIt.name}`);
  expect(status).toBe(404);
});

it('a token holds for an hour at most', async () => {
  await moved('it');
  const { token } = await portal.signIn('company', { 'x-person': 'mia' });
  const { iat, exp } = JSON.parse(
    Buffer.from(token.split('.')[1], 'base64url').toString(),
  );
  expect(exp - iat).toBeLessThanOrEqual(3600);
});
