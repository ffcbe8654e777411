import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { request } from 'node:https';
import { describe } from 'node:test';
import { inRoot } from '../scripts/lib/root.mjs';
import { temporaryFolder } from './lib/launcher.mjs';
import { registrationTests } from './lib/registration.mjs';

const { parseAllDocuments } = createRequire(import.meta.url)('yaml');

const kubeconfig =
  process.env.RUNAI_TEST_KUBECONFIG_1_36 ??
  process.env.RUNAI_TEST_KUBECONFIG_1_20;
const skip =
  kubeconfig === undefined &&
  'neither RUNAI_TEST_KUBECONFIG_1_36 nor RUNAI_TEST_KUBECONFIG_1_20 is set';

describe('a real cluster that is registered in a browser', { skip }, () => {
  registrationTests(async () => {
    const text = readFileSync(kubeconfig, 'utf8');
    const valueOf = key => new RegExp(`${key}: "?([^\\s"},]+)`).exec(text)[1];
    const server = valueOf('server');
    const ca = Buffer.from(
      valueOf('certificate-authority-data'),
      'base64',
    ).toString();

    /** As `kubectl create token` does it. */
    const tokenOf = async (namespace, name) => {
      const { status, token } = await post(
        `${server}/api/v1/namespaces/${namespace}/serviceaccounts/${name}/token`,
        { ca, authorization: `Bearer ${valueOf('token')}` },
      ).then(({ code, body }) => ({ status: code, token: body.status?.token }));
      assert.equal(status, 201);
      return token;
    };

    const files = temporaryFolder();
    let loaded;
    return {
      server,
      ca,
      weakToken: await tokenOf('default', 'default'),
      async tokenFor(manifest) {
        loaded = files.write(
          'account.json',
          JSON.stringify({
            apiVersion: 'v1',
            kind: 'List',
            items: parseAllDocuments(manifest).map(one => one.toJS()),
          }),
        );
        load(loaded);
        return tokenOf('runai-portal', 'runai-portal');
      },
      async stop() {
        if (loaded) load(loaded, ['--remove']);
        files.remove();
      },
    };
  });
});

function load(file, flags = []) {
  const { status, stdout, stderr } = spawnSync(
    inRoot('tools/kube/load'),
    [...flags, kubeconfig, file],
    { encoding: 'utf8' },
  );
  assert.equal(status, 0, `${stdout}${stderr}`);
}

function post(url, { ca, authorization }) {
  const body = JSON.stringify({
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    spec: { expirationSeconds: 3600 },
  });
  return new Promise((resolve, reject) => {
    const headers = {
      authorization,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    };
    request(url, { method: 'POST', ca, headers }, async response => {
      let text = '';
      for await (const part of response) text += part;
      resolve({ code: response.statusCode, body: JSON.parse(text) });
    })
      .on('error', reject)
      .end(body);
  });
}
