import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import { systemAuthorities } from './systemAuthorities';
import { ProxyError } from './ProxyError';
import { proxyUser } from './proxyUser';
import type { TunnelOptions } from './TunnelOptions';

const TIMED_OUT = { code: 'ETIMEDOUT' };

/**
 * A tunnel through an HTTP proxy, by `CONNECT`.
 *
 * @remarks Not undici's `ProxyAgent`: whose fault it is can be told there from the words of a few of its errors alone.
 *
 * @throws ProxyError
 */
export function httpTunnel(options: TunnelOptions): Promise<Socket> {
  const { proxy, host, port, timeoutMs } = options;
  const path = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const plain = {
    method: 'CONNECT',
    host: proxy.hostname.replace(/^\[|\]$/g, ''),
    port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
    path,
    headers: { host: path, ...authorization(proxy) },
    agent: false,
    timeout: timeoutMs,
  };
  return new Promise((resolve, reject) => {
    const request =
      proxy.protocol === 'https:'
        ? httpsRequest({ ...plain, ...proxyTls(options) })
        : httpRequest(plain);
    request.once('connect', (response, socket: Socket, head) => {
      const { statusCode: status = 0 } = response;
      if (status < 200 || status >= 300) {
        socket.destroy();
        reject(new ProxyError({ status }));
        return;
      }
      socket.setTimeout(0);
      if (head.length > 0) {
        socket.unshift(head);
      }
      resolve(socket);
    });
    request.once('timeout', () =>
      request.destroy(Object.assign(new Error('timeout'), TIMED_OUT)),
    );
    request.once('error', cause => reject(new ProxyError({}, { cause })));
    request.end();
  });
}

/** As kubectl: the cluster's authority may have signed the proxy's certificate too. */
function proxyTls({ caData, skipTLSVerify }: TunnelOptions) {
  return {
    rejectUnauthorized: !skipTLSVerify,
    ...(caData && { ca: [...systemAuthorities(), caData] }),
  };
}

function authorization(proxy: URL): Record<string, string> {
  const user = proxyUser(proxy);
  if (!user) {
    return {};
  }
  const pair = Buffer.from(`${user.username}:${user.password}`);
  return { 'proxy-authorization': `Basic ${pair.toString('base64')}` };
}
