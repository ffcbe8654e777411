/**
 * Where the portal listens and what it is called, from configuration alone.
 *
 * A file that only says where to listen, or only what the portal is called at this machine, would leave the other half of
 * app-config.yaml pointing at port 7007: the half that is not said follows the one that is.
 */

const LOCAL_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * @param {object} own - the user's files, merged, without app-config.yaml
 * @returns {Record<string, unknown>} configuration to lay over everything, by dotted key
 */
export function impliedAddresses(own) {
  const listen = listenOf(own.backend?.listen);
  const named = own.app?.baseUrl ?? own.backend?.baseUrl;
  const implied = {};
  let url = named;
  if (!named && listen.port !== undefined) {
    url = `http://localhost:${listen.port}`;
  }
  if (named && listen.port === undefined) {
    const { hostname, port } = new URL(named);
    if (LOCAL_NAMES.has(hostname) && port) {
      implied['backend.listen.port'] = Number(port);
    }
  }
  if (url && !own.app?.baseUrl) {
    implied['app.baseUrl'] = url;
  }
  if (url && !own.backend?.baseUrl) {
    implied['backend.baseUrl'] = url;
  }
  return implied;
}

/**
 * `backend.listen`, as Backstage reads it: `host:port`, `:port` or `{host, port}`.
 *
 * @returns {{host?: string, port?: number}}
 */
export function listenOf(listen) {
  if (typeof listen === 'string' || typeof listen === 'number') {
    const [, host, port] = /^(.*?):?(\d+)$/.exec(String(listen)) ?? [];
    return { ...(host && { host }), ...(port && { port: Number(port) }) };
  }
  return {
    ...(listen?.host !== undefined && { host: listen.host }),
    ...(listen?.port !== undefined && { port: Number(listen.port) }),
  };
}

/** Environment variables by which Backstage takes configuration over every file. */
export function configurationEnv(values) {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      `APP_CONFIG_${key.replaceAll('.', '_')}`,
      JSON.stringify(value),
    ]),
  );
}
