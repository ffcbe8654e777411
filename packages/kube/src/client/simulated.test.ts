import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  cluster,
  node,
  type Fault,
  type RunningCluster,
} from '@runai-portal/simulator';
import { connectionFromSettings } from '../connection/connectionFromSettings';
import type { KubeErrorClass } from '../errors/KubeError';
import { loadKubeconfig } from '../kubeconfig/loadKubeconfig';
import { closeClients, createClient, kubeErrorOf } from '../testing/clients';
import { createFolder, removeFolders } from '../testing/kubeconfigs';
import type { KubeClient } from './KubeClient';

jest.setTimeout(60_000); // Loading the kubeconfig library takes its time on a busy machine.

const nodes = { version: 'v1', resource: 'nodes' };
let running: RunningCluster;

beforeAll(async () => {
  running = await cluster('gpu-prod')
    .kubernetes('1.20.2')
    .nodes(...Array.from({ length: 7 }, (_, index) => node(`gpu-${index}`)))
    .account('admin-token', {
      user: 'admin',
      groups: ['system:masters'],
      rules: 'all',
    })
    .account('reader-token', {
      user: 'reader',
      rules: 'all',
      except: [{ group: '', resource: 'nodes', verbs: ['list'] }],
    })
    .start();
});

afterEach(async () => {
  running.fault(undefined);
  await closeClients();
  removeFolders();
});

afterAll(async () => {
  await running.close();
});

function connect(user = 'admin'): KubeClient {
  return createClient(connectionFromSettings(running.connection(user)), {
    maxResponseBytes: 1_000_000,
  });
}

describe('a simulated cluster', () => {
  it('is read by way of its kubeconfig, page by page', async () => {
    const path = join(createFolder(), 'kubeconfig');
    writeFileSync(path, running.kubeconfig());
    const client = createClient((await loadKubeconfig({ path })).connection());
    const list = await client.list<{ metadata: { name: string } }, string>(
      nodes,
      { limit: 3, project: item => item.metadata.name },
    );
    expect(list).toMatchObject({
      pages: 3,
      items: Array.from({ length: 7 }, (_, index) => `gpu-${index}`),
    });
    expect(await client.list(nodes, { limit: 2, maxItems: 2 })).toMatchObject({
      remaining: 5,
    });
    expect(
      (await client.nonResource<{ gitVersion: string }>('/version')).value
        .gitVersion,
    ).toBe('v1.20.2');
  });

  it('is read with a client certificate', async () => {
    const { server, caData } = running.connection();
    const clientCert = running.clientCertificate('admin', ['system:masters']);
    const client = createClient(
      connectionFromSettings({ server, caData, clientCert }),
    );
    expect((await client.list(nodes)).items).toHaveLength(7);
  });

  it('says what the account may not do', async () => {
    const error = await kubeErrorOf(connect('reader').list(nodes));
    expect(error).toMatchObject({ errorClass: 'forbidden', status: 403 });
    expect(error.sentence).toBe(
      'The account reader may not list nodes in the whole cluster. Give it a role with that rule.',
    );
  });

  it('takes and gives up objects', async () => {
    const client = connect();
    const body = {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'probe' },
    };
    const ref = { version: 'v1', resource: 'namespaces', name: 'probe' };
    await client.create({ version: 'v1', resource: 'namespaces' }, body, {
      dryRun: true,
    });
    expect(await kubeErrorOf(client.get(ref))).toMatchObject({
      errorClass: 'notFound',
    });
    await client.create({ version: 'v1', resource: 'namespaces' }, body);
    expect(await client.get(ref)).toMatchObject({
      metadata: { name: 'probe' },
    });
    await client.delete(ref);
    expect(await kubeErrorOf(client.delete(ref))).toMatchObject({
      errorClass: 'notFound',
    });
  });

  it.each<[Fault, KubeErrorClass]>([
    [{ kind: 'status', status: 401 }, 'unauthorized'],
    [{ kind: 'status', status: 403 }, 'forbidden'],
    [{ kind: 'status', status: 410 }, 'expired'],
    [{ kind: 'status', status: 429, retryAfterSeconds: 60 }, 'throttled'],
    [{ kind: 'status', status: 500 }, 'server'],
    [{ kind: 'status', status: 503 }, 'server'],
    [{ kind: 'silent' }, 'timeout'],
    [{ kind: 'slow', ms: 30_000 }, 'timeout'],
    [{ kind: 'halfOpen' }, 'timeout'],
    [{ kind: 'truncate' }, 'malformed'],
    [{ kind: 'html' }, 'malformed'],
    [{ kind: 'reset' }, 'unreachable'],
    [{ kind: 'redirect' }, 'redirect'],
    [{ kind: 'oversize', bytes: 2_000_000 }, 'tooLarge'],
    [{ kind: 'wrongCertificate' }, 'tls'],
    [{ kind: 'expiredCertificate' }, 'tls'],
  ])('%j is %s', async (fault, errorClass) => {
    running.fault(fault);
    const error = await kubeErrorOf(
      connect().list(nodes, { timeoutMs: 1_500 }),
    );
    expect(error.errorClass).toBe(errorClass);
    expect(error.sentence).toMatch(/^[^\n]+\.$/);
    expect(JSON.stringify(error)).not.toContain('admin-token');
  });

  it('is read to its end when a fault passes', async () => {
    running.fault({ kind: 'status', status: 503, times: 2 });
    const client = connect();
    expect((await client.list(nodes)).items).toHaveLength(7);
    expect(client.stats.retries).toBe(2);
  });
});
