import { freePort } from '../../scripts/lib/freePort.mjs';
import { launch, temporaryFolder } from './launcher.mjs';
import { until } from './until.mjs';

/** Generous: a change of the front end is built first, on a machine that may be busy. */
const START_SECONDS = 300;

/**
 * Starts the portal by its launcher on a free port.
 *
 * @param {object} [configuration] - laid over app-config.yaml
 * @param {string[]} [args] - further ones of the launcher
 */
export async function startPortal(configuration = {}, args = []) {
  const port = await freePort();
  const files = temporaryFolder();
  const file = files.write(
    'app-config.yaml',
    JSON.stringify({
      ...configuration,
      backend: {
        ...configuration.backend,
        listen: { host: '127.0.0.1', port },
      },
    }),
  );
  const launcher = launch(['--config', file, ...args]);
  let stopped;
  launcher.exited.then(how => {
    stopped = how;
  });
  const stop = async () => {
    launcher.kill('SIGTERM');
    await launcher.exited;
    files.remove();
  };
  try {
    await until(
      async () => {
        if (stopped) {
          throw new Error('it ended');
        }
        return launcher.output().includes('Ready after');
      },
      'the portal to start',
      START_SECONDS,
    );
  } catch (error) {
    await stop();
    throw new Error(
      `The portal did not start: ${error.message}\n${launcher.output()}`,
    );
  }
  const url = `http://localhost:${port}`;
  return {
    url,
    launcher,
    /** Of a page, with the token of the portal's start, where one signs in with it. */
    address: path => `${url}${path}#token=${tokenIn(launcher.output())}`,
    /** Signs in: one of the demo's people, or without a name whoever has the token that was printed. */
    async signIn(name) {
      const answer = name
        ? await fetch(`${url}/api/auth/demo/refresh`, {
            headers: { 'x-demo-user': name },
          })
        : await fetch(`${url}/api/auth/local/refresh`, {
            headers: { 'x-start-token': tokenIn(launcher.output()) },
          });
      if (!answer.ok) {
        throw new Error(`Signing in: ${answer.status} ${await answer.text()}`);
      }
      const { backstageIdentity } = await answer.json();
      const { token } = backstageIdentity;
      const catalog = apiClient(`${url}/api/catalog`, token);
      return {
        ...apiClient(`${url}/api/runai`, token),
        /** Lets the catalog read a file from now on. */
        async registerLocation(target) {
          const { status, body } = await catalog.post('/locations', {
            type: 'url',
            target,
          });
          if (status !== 201) {
            throw new Error(`Registering: ${status} ${JSON.stringify(body)}`);
          }
        },
      };
    },
    /** The API of a plugin, ours where none is named, for whoever has this token already. */
    withToken: (token, plugin = 'runai') =>
      apiClient(`${url}/api/${plugin}`, token),
    stop,
  };
}

function tokenIn(output) {
  return /#token=([\w-]+)/.exec(output)?.[1] ?? '';
}

function apiClient(base, token) {
  const call = async (method, path, body) => {
    const answer = await fetch(`${base}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body && JSON.stringify(body),
    });
    return { status: answer.status, body: await answer.json() };
  };
  return {
    token,
    get: path => call('GET', path),
    post: (path, body = {}) => call('POST', path, body),
  };
}
