import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { request } from 'node:https';
import { describe } from 'node:test';
import { inRoot } from '../scripts/lib/root.mjs';
import { temporaryFolder } from './lib/launcher.mjs';
import { registrationTests } from './lib/registration.mjs';
import { until } from './lib/until.mjs';

const { parseAllDocuments } = createRequire(import.meta.url)('yaml');

const VERSIONS = ['1.20', '1.36'];

for (const version of VERSIONS) {
  const variable = `RUNAI_TEST_KUBECONFIG_${version.replace('.', '_')}`;
  const kubeconfig = process.env[variable];
  const skip = kubeconfig === undefined && `${variable} is not set`;
  describe(
    `a real cluster of Kubernetes ${version} that is registered in a browser`,
    {
      skip,
    },
    () => registrationTests(() => realCluster(version, kubeconfig)),
  );
}

async function realCluster(version, kubeconfig) {
  const text = readFileSync(kubeconfig, 'utf8');
  const valueOf = key => new RegExp(`${key}: "?([^\\s"},]+)`).exec(text)[1];
  const server = valueOf('server');
  const ca = Buffer.from(
    valueOf('certificate-authority-data'),
    'base64',
  ).toString();
  const call = (path, body) =>
    callJson(`${server}/api/v1${path}`, {
      ca,
      authorization: `Bearer ${valueOf('token')}`,
      body,
    });

  /** As `kubectl create token` does it. */
  const requestedToken = async account => {
    const { code, body } = await call(`${account}/token`, {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: { expirationSeconds: 3600 },
    });
    assert.equal(code, 201);
    return body.status.token;
  };

  /** As people have it from before that command: a controller makes it, and a Secret keeps it. */
  const keptToken = async account => {
    const secrets = await until(
      async () => (await call(account)).body.secrets,
      'the Secret of the account',
      30,
    );
    const namespace = account.slice(0, account.indexOf('/serviceaccounts'));
    const { body } = await call(`${namespace}/secrets/${secrets[0].name}`);
    return Buffer.from(body.data.token, 'base64').toString();
  };

  const tokenOf = (namespace, name) =>
    (version === '1.20' ? keptToken : requestedToken)(
      `/namespaces/${namespace}/serviceaccounts/${name}`,
    );

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
      load(kubeconfig, loaded);
      return tokenOf('runai-portal', 'runai-portal');
    },
    async stop() {
      if (loaded) load(kubeconfig, loaded, ['--remove']);
      files.remove();
    },
  };
}

function load(kubeconfig, file, flags = []) {
  const { status, stdout, stderr } = spawnSync(
    inRoot('tools/kube/load'),
    [...flags, kubeconfig, file],
    { encoding: 'utf8' },
  );
  assert.equal(status, 0, `${stdout}${stderr}`);
}

/** Gets, or posts where there is a body. */
function callJson(url, { ca, authorization, body }) {
  const sent = body && JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const headers = {
      authorization,
      ...(sent && {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(sent),
      }),
    };
    const method = sent ? 'POST' : 'GET';
    request(url, { method, ca, headers }, async response => {
      let text = '';
      for await (const part of response) text += part;
      resolve({ code: response.statusCode, body: JSON.parse(text) });
    })
      .on('error', reject)
      .end(sent);
  });
}
