import { BlockList, isIP } from 'node:net';

/** Whether the entries of a NO_PROXY keep a host, a network or an address from going through the proxy. */
export function exempts(noProxy: string, wanted: string): boolean {
  return entriesOf(noProxy).some(
    entry =>
      entry === '*' ||
      isDomainOf(entry, wanted) ||
      containsNetwork(entry, wanted),
  );
}

/** The entries, as they are written. */
export function entriesOf(noProxy = ''): string[] {
  return noProxy
    .split(',')
    .map(entry => entry.trim())
    .filter(Boolean);
}

/** `.svc`, `*.svc` and `svc` all stand for what ends so. */
function isDomainOf(entry: string, wanted: string): boolean {
  const domain = entry.replace(/^\*?\./, '').toLowerCase();
  const host = wanted.replace(/^\./, '').toLowerCase();
  return host === domain || host.endsWith(`.${domain}`);
}

/** An address is a network of its own. */
function containsNetwork(entry: string, wanted: string): boolean {
  const outer = networkOf(entry);
  const inner = networkOf(wanted);
  if (!outer || !inner || outer.family !== inner.family) {
    return false;
  }
  const block = new BlockList();
  block.addSubnet(outer.address, outer.bits, outer.family);
  return outer.bits <= inner.bits && block.check(inner.address, inner.family);
}

function networkOf(written: string) {
  const [address, prefix] = written.split('/');
  const version = isIP(address);
  if (version === 0) {
    return undefined;
  }
  const most = version === 4 ? 32 : 128;
  const bits = prefix === undefined ? most : Number(prefix);
  const family = version === 4 ? ('ipv4' as const) : ('ipv6' as const);
  return Number.isInteger(bits) && bits >= 0 && bits <= most
    ? { address, bits, family }
    : undefined;
}
