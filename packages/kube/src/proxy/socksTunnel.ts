import { connect, type Socket } from 'node:net';
import { SocksClient } from 'socks';
import { ProxyError } from './ProxyError';
import { proxyUser } from './proxyUser';
import type { TunnelOptions } from './TunnelOptions';

/**
 * A tunnel through a SOCKS5 proxy, which looks the server's name up itself.
 *
 * @remarks The connection to the proxy is made here, so that its failures keep their codes.
 *
 * @throws ProxyError
 */
export async function socksTunnel(options: TunnelOptions): Promise<Socket> {
  const { proxy, host, port, timeoutMs } = options;
  const socket = await connectTo(proxy, timeoutMs);
  try {
    const user = proxyUser(proxy);
    await SocksClient.createConnection({
      proxy: {
        host: proxy.hostname,
        port: portOf(proxy),
        type: 5,
        ...(user && { userId: user.username, password: user.password }),
      },
      command: 'connect',
      destination: { host, port },
      existing_socket: socket,
      timeout: timeoutMs,
    });
    return socket;
  } catch (error) {
    socket.destroy();
    throw new ProxyError({
      reply: error instanceof Error ? error.message : String(error),
    });
  }
}

function connectTo(proxy: URL, timeoutMs: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      host: proxy.hostname.replace(/^\[|\]$/g, ''),
      port: portOf(proxy),
    });
    const fail = (cause: unknown) => reject(new ProxyError({}, { cause }));
    socket.setTimeout(timeoutMs, () => {
      socket.destroy();
      fail(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' }));
    });
    socket.once('error', fail);
    socket.once('connect', () => {
      socket.setTimeout(0);
      socket.removeListener('error', fail);
      resolve(socket);
    });
  });
}

function portOf({ port }: URL): number {
  return Number(port || 1080);
}
