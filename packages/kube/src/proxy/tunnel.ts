import type { Socket } from 'node:net';
import type { buildConnector } from 'undici';
import { httpTunnel } from './httpTunnel';
import { socksTunnel } from './socksTunnel';
import type { TunnelOptions } from './TunnelOptions';

/**
 * Makes undici's connections through a proxy: a tunnel first, then what `connect` does with a server, over the tunnel.
 *
 * Fails with a `ProxyError` where the tunnel does, and as `connect` does after that.
 */
export function throughProxy(
  connect: buildConnector.connector,
  options: Omit<TunnelOptions, 'host' | 'port'>,
): buildConnector.connector {
  return (destination, callback) => {
    const { hostname, protocol } = destination;
    const isTls = protocol === 'https:';
    openTunnel({
      ...options,
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(destination.port || (isTls ? 443 : 80)),
    }).then(
      socket =>
        isTls
          ? connect({ ...destination, httpSocket: socket }, callback)
          : callback(null, socket),
      (error: Error) => callback(error, null),
    );
  };
}

async function openTunnel(options: TunnelOptions): Promise<Socket> {
  return options.proxy.protocol.startsWith('socks')
    ? socksTunnel(options)
    : httpTunnel(options);
}
