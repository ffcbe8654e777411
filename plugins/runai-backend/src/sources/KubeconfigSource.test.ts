import { chmodSync, readFileSync } from 'node:fs';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import type { SourcedCluster } from '@runai-portal/backstage-plugin-runai-node';
import { kubeconfigOf } from '../__testUtils__/kubeconfig';
import { isUnusable } from './isUnusable';
import { KubeconfigSource } from './KubeconfigSource';

const directory = createMockDirectory();
const server = 'https://10.0.0.1:6443';

function sourceOf(config: JsonObject = {}, localOnly = false) {
  return KubeconfigSource.fromConfig({
    config: { type: 'kubeconfig', path: './kubeconfig', ...config },
    baseDir: directory.path,
    localOnly,
    logger: mockServices.logger.mock(),
  });
}

const kubeconfig = (user: object, ...contexts: string[]) =>
  directory.setContent({
    kubeconfig: kubeconfigOf({ contexts, server, user }),
  });

/** Writes down each time that it is run. */
function plugin() {
  const credential = {
    apiVersion: 'client.authentication.k8s.io/v1',
    kind: 'ExecCredential',
    status: { token: 'the-token-of-a-plugin' },
  };
  directory.addContent({
    'get-token': `#!/bin/sh\necho x >> ${directory.resolve(
      'runs',
    )}\necho '${JSON.stringify(credential)}'\n`,
    runs: '',
  });
  chmodSync(directory.resolve('get-token'), 0o755);
}

const exec = {
  exec: {
    apiVersion: 'client.authentication.k8s.io/v1',
    command: './get-token',
    interactiveMode: 'Never',
  },
};

const said = ({ connection }: SourcedCluster) =>
  isUnusable(connection) ? connection.unusable : connection.server;

describe('the contexts of a kubeconfig', () => {
  it('are all of them, or those that are named', async () => {
    kubeconfig({ token: 't' }, 'one', 'two');
    const names = async (config: JsonObject) =>
      (await sourceOf(config).list()).map(({ sourceName }) => sourceName);
    expect(await names({})).toEqual(['one', 'two']);
    expect(await names({ contexts: ['two'] })).toEqual(['two']);
  });

  it('say of a named one that is not there that it is not, and spoil no other', async () => {
    kubeconfig({ token: 't' }, 'one');
    const clusters = await sourceOf({ contexts: ['none', 'one'] }).list();
    expect(clusters.map(said)).toEqual([
      {
        reason: 'MissingEntry',
        message: expect.stringContaining('has no context none: it has one'),
      },
      server,
    ]);
  });

  it('run their credential plugin where the portal is for its own machine, or the entry says so', async () => {
    kubeconfig(exec, 'one');
    plugin();
    const saidBy = async (...args: Parameters<typeof sourceOf>) =>
      (await sourceOf(...args).list()).map(said);
    expect(await saidBy({}, true)).toEqual([server]);
    expect(await saidBy({ allowExec: true }, false)).toEqual([server]);
    for (const refused of [
      await saidBy({}, false),
      await saidBy({ allowExec: false }, true),
    ]) {
      expect(refused).toMatchObject([{ reason: 'PluginNotAllowed' }]);
    }
  });

  it('do not ask their plugin again while the file stays as it is', async () => {
    kubeconfig(exec, 'one');
    plugin();
    const source = sourceOf({ allowExec: true });
    const token = async () => {
      const [{ connection }] = await source.list();
      return isUnusable(connection)
        ? connection.unusable
        : (await connection.credentials?.())?.token;
    };
    expect(await token()).toBe('the-token-of-a-plugin');
    expect(await token()).toBe('the-token-of-a-plugin');
    expect(readFileSync(directory.resolve('runs'), 'utf8')).toBe('x\n');
    directory.addContent({
      kubeconfig: kubeconfigOf({
        contexts: ['one', 'two'],
        server,
        user: exec,
      }),
    });
    expect(await token()).toBe('the-token-of-a-plugin');
    expect(readFileSync(directory.resolve('runs'), 'utf8')).toBe('x\nx\n');
  });

  it('fail as a whole where the file is none', async () => {
    directory.setContent({ kubeconfig: 'contexts: [' });
    await expect(sourceOf().list()).rejects.toThrow('kubeconfig, line 1');
  });
});
