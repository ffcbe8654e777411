import { lookup as lookupName, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Who may be connected to under a server's name. */
export interface AddressRule {
  /** As the server's address has it; an address that stands there literally was chosen, and is not looked up. */
  host: string;
  /** The address was given by somebody who does not run the portal. */
  onlyPublic: boolean;
  /** The server has to prove by its certificate that it is the cluster, before anything is sent to it. */
  verified: boolean;
}

/**
 * What clouds answer their machines' own questions on, credentials among the answers, and that is no link-local address.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html
 * @see https://learn.microsoft.com/en-us/azure/virtual-network/what-is-ip-address-168-63-129-16
 */
const METADATA = new Set([
  'fd00:ec2::254',
  'fd20:ce::254',
  '100.100.100.200',
  '168.63.129.16',
  '192.0.0.192',
]);

/** Nothing that serves a cluster has such an address. */
const NEVER = new Set(['linkLocal', 'unspecified', 'multicast', 'broadcast']);

/** A server's address, or what its name resolves to, is not connected to. */
export class AddressNotAllowed extends Error {
  readonly code = 'ADDRESS_NOT_ALLOWED';
  /** The address itself was given, and no name. */
  readonly isLiteral: boolean;

  constructor(readonly hostname: string, readonly addresses: string[]) {
    super(`${hostname} resolves to ${addresses.join(', ')}`);
    this.isLiteral = addresses[0] === hostname;
  }
}

/**
 * Whether an address belongs to the internet: neither this machine, nor a private network, nor anything reserved. Addresses that
 * carry one of IPv4 inside (mapped, NAT64, 6to4) are judged by that.
 *
 * @public
 */
export function isPublicAddress(address: string): boolean {
  const parsed = parse(address);
  return (
    parsed !== undefined &&
    parsed.range() === 'unicast' &&
    !METADATA.has(parsed.toString())
  );
}

/** Whether a server may be reached at this address, to which its name resolves. */
export function mayConnect(address: string, rule: AddressRule): boolean {
  const parsed = parse(address);
  if (!parsed || METADATA.has(parsed.toString())) {
    return false;
  }
  if (rule.onlyPublic) {
    return parsed.range() === 'unicast';
  }
  if (NEVER.has(parsed.range())) {
    return false;
  }
  return (
    parsed.range() !== 'loopback' ||
    // Docker Desktop's kubernetes.docker.internal is this machine: TLS proves that it is the cluster that answers there.
    rule.verified ||
    isLocalhost(rule.host)
  );
}

/**
 * Looks names up and leaves out what may not be connected to. The connection is made to what was judged here, so that a name cannot
 * resolve to something else a moment later.
 */
export function guardedLookup(
  rule: AddressRule,
  lookup: typeof lookupName = lookupName,
): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) {
        callback(error, '', 0);
        return;
      }
      const allowed = found.filter(({ address }) => mayConnect(address, rule));
      if (allowed.length === 0) {
        callback(
          new AddressNotAllowed(
            hostname,
            found.map(({ address }) => address),
          ),
          '',
          0,
        );
        return;
      }
      answer(allowed, options.all === true, callback);
    });
  };
}

/** @throws AddressNotAllowed where the address stands in the server's own, and only public ones are connected to */
export function checkLiteral({ host, onlyPublic }: AddressRule): void {
  const bare = host.replace(/^\[|\]$/g, '');
  if (onlyPublic && ipaddr.isValid(bare) && !isPublicAddress(bare)) {
    throw new AddressNotAllowed(bare, [bare]);
  }
}

function answer(
  addresses: LookupAddress[],
  all: boolean,
  callback: Parameters<LookupFunction>[2],
): void {
  if (all) {
    callback(null, addresses);
  } else {
    callback(null, addresses[0].address, addresses[0].family);
  }
}

function parse(address: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  if (!ipaddr.isValid(address)) {
    return undefined;
  }
  const parsed = ipaddr.process(address);
  return parsed instanceof ipaddr.IPv6 ? embedded(parsed) ?? parsed : parsed;
}

/** RFC 6052 keeps the IPv4 address in the last 32 bits, 6to4 (RFC 3056) right behind its prefix. */
function embedded(address: ipaddr.IPv6): ipaddr.IPv4 | undefined {
  const bytes = address.toByteArray();
  switch (address.range()) {
    case 'rfc6052':
      return new ipaddr.IPv4(bytes.slice(12, 16));
    case '6to4':
      return new ipaddr.IPv4(bytes.slice(2, 6));
    default:
      return undefined;
  }
}

function isLocalhost(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost');
}
