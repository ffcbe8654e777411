import { BlockList, isIP, isIPv6 } from 'node:net';

type Environment = Readonly<Record<string, string | undefined>>;

/** A proxy that the environment asks for. */
export interface EnvironmentProxy {
  url: string;
  /** The variable that names it. */
  variable: string;
}

/**
 * The proxy of the environment for a server, by the rules of Go's `httpproxy` with which kubectl reads `HTTPS_PROXY`, `HTTP_PROXY`
 * and `NO_PROXY`.
 *
 * @remarks None of Node's libraries knows ranges of addresses in `NO_PROXY`.
 */
export function environmentProxy(
  server: URL,
  env: Environment,
): EnvironmentProxy | undefined {
  const scheme = server.protocol === 'http:' ? 'http' : 'https';
  const names = [`${scheme.toUpperCase()}_PROXY`, `${scheme}_proxy`];
  const variable = names.find(name => env[name]);
  const value = variable && env[variable];
  const noProxy = env.NO_PROXY || env.no_proxy || '';
  if (!variable || !value || !goesByProxy(server, noProxy)) {
    return undefined;
  }
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(value);
  return { url: hasScheme ? value : `http://${value}`, variable };
}

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** Whether `NO_PROXY` and the rule for loopback leave a server to the proxy. */
export function goesByProxy(server: URL, noProxy: string): boolean {
  const host = server.hostname.toLowerCase().replace(/^\[|\]$/g, '');
  const port = server.port || (server.protocol === 'http:' ? '80' : '443');
  if (
    host === 'localhost' ||
    (isIP(host) && LOOPBACK.check(host, family(host)))
  ) {
    return false;
  }
  return !noProxy
    .split(',')
    .map(entry => entry.trim().toLowerCase())
    .some(entry => matches(entry, host, port));
}

function matches(entry: string, host: string, port: string): boolean {
  if (entry === '' || entry === '*') {
    return entry === '*';
  }
  const range = /^(.+)\/(\d{1,3})$/.exec(entry);
  if (range && isIP(range[1])) {
    return isIP(host) !== 0 && inRange(host, range[1], Number(range[2]));
  }
  const { name, itsPort } = splitPort(entry);
  if (name === '' || (itsPort !== undefined && itsPort !== port)) {
    return false;
  }
  if (isIP(name)) {
    return isIP(host) !== 0 && inRange(host, name, isIPv6(name) ? 128 : 32);
  }
  const domain = name.replace(/^\*\./, '.');
  return domain.startsWith('.')
    ? host.endsWith(domain)
    : host === domain || host.endsWith(`.${domain}`);
}

/** `host:port`, `[address]:port`, or either without a port. */
function splitPort(entry: string): { name: string; itsPort?: string } {
  if (isIP(entry)) {
    return { name: entry };
  }
  const [, bracketed, plain, itsPort] =
    /^(?:\[([^\]]*)\]|([^:]*))(?::(\d*))?$/.exec(entry) ?? [];
  return {
    name: bracketed ?? plain ?? '',
    ...(itsPort && { itsPort }),
  };
}

function inRange(host: string, address: string, bits: number): boolean {
  if (bits > (isIPv6(address) ? 128 : 32)) {
    return false;
  }
  const range = new BlockList();
  range.addSubnet(address, bits, family(address));
  return range.check(host, family(host));
}

function family(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4';
}
