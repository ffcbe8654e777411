import type { LookupAddress } from 'node:dns';
import { closeClients, createClient, kubeErrorOf } from '../testing/clients';
import { closeServers, startHttp } from '../testing/servers';
import {
  AddressNotAllowed,
  guardedLookup,
  isPublicAddress,
  mayConnect,
  type AddressRule,
} from './addressRule';

afterEach(async () => {
  await closeClients();
  await closeServers();
});

const trusted: AddressRule = {
  host: 'gpu.corp.example',
  onlyPublic: false,
  verified: false,
};

describe('addresses that a name resolves to', () => {
  it.each([
    ['93.184.216.34', true],
    ['2606:2800:220:1::1', true],
    ['64:ff9b::5db8:d822', true],
    ['10.0.0.1', false],
    ['172.16.0.1', false],
    ['192.168.1.1', false],
    ['100.64.0.1', false],
    ['127.0.0.1', false],
    ['127.9.9.9', false],
    ['0.0.0.0', false],
    ['169.254.169.254', false],
    ['100.100.100.200', false],
    ['168.63.129.16', false],
    ['224.0.0.1', false],
    ['255.255.255.255', false],
    ['198.18.0.1', false],
    ['::', false],
    ['::1', false],
    ['::ffff:10.0.0.1', false],
    ['::ffff:7f00:1', false],
    ['64:ff9b::a9fe:a9fe', false],
    ['2002:7f00:1::', false],
    ['fe80::1', false],
    ['fc00::1', false],
    ['fd00:ec2::254', false],
    ['ff02::1', false],
    ['not an address', false],
  ])('%s is public: %s', (address, expected) => {
    expect(isPublicAddress(address)).toBe(expected);
    expect(mayConnect(address, { ...trusted, onlyPublic: true })).toBe(
      expected,
    );
  });

  it.each([
    ['10.0.0.1', true],
    ['fd12::1', true],
    ['100.64.0.1', true],
    ['169.254.169.254', false],
    ['::ffff:169.254.169.254', false],
    ['64:ff9b::a9fe:a9fe', false],
    ['fe80::1', false],
    ['fd00:ec2::254', false],
    ['168.63.129.16', false],
    ['0.0.0.0', false],
    ['127.0.0.1', false],
    ['::1', false],
  ])('%s is connected to for the portal’s own settings: %s', (address, may) => {
    expect(mayConnect(address, trusted)).toBe(may);
  });

  it('may be this machine where the server proves who it is, or the name says so', () => {
    expect(mayConnect('127.0.0.1', { ...trusted, verified: true })).toBe(true);
    expect(mayConnect('::1', { ...trusted, host: 'localhost' })).toBe(true);
    expect(mayConnect('127.0.0.1', { ...trusted, host: 'a.localhost' })).toBe(
      true,
    );
    expect(
      mayConnect('127.0.0.1', { ...trusted, verified: true, onlyPublic: true }),
    ).toBe(false);
  });
});

describe('a lookup', () => {
  const resolvesTo =
    (...addresses: string[]) =>
    (
      _hostname: string,
      _options: unknown,
      callback: (error: null, found: LookupAddress[]) => void,
    ) =>
      callback(
        null,
        addresses.map(address => ({
          address,
          family: address.includes(':') ? 6 : 4,
        })),
      );

  it.each([[true], [false]])(
    'leaves out what is not allowed, all of them asked for: %s',
    async all => {
      const lookup = guardedLookup(
        { ...trusted, onlyPublic: true },
        resolvesTo('10.0.0.1', '93.184.216.34') as never,
      );
      const found = await new Promise((resolve, reject) =>
        lookup('gpu.example', { all }, (error, address, family) =>
          error ? reject(error) : resolve([address, family]),
        ),
      );
      expect(found).toEqual(
        all
          ? [[{ address: '93.184.216.34', family: 4 }], undefined]
          : ['93.184.216.34', 4],
      );
    },
  );

  it('fails where nothing is left', async () => {
    const lookup = guardedLookup(
      trusted,
      resolvesTo('169.254.169.254') as never,
    );
    const error = await new Promise(resolve =>
      lookup('gpu.example', { all: true }, resolve),
    );
    expect(error).toBeInstanceOf(AddressNotAllowed);
  });
});

describe('a server of somebody who does not run the portal', () => {
  it('is not connected to at an address of this machine', async () => {
    const server = await startHttp((_request, response) => response.end('{}'));
    for (const host of ['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]']) {
      const client = createClient({
        server: `http://${host}:${server.port}`,
        onlyPublicAddresses: true,
      });
      const error = await kubeErrorOf(client.nonResource('/version'));
      expect(error).toMatchObject({
        errorClass: 'unreachable',
        code: 'ADDRESS_NOT_ALLOWED',
      });
      expect(error.sentence).toContain('that the portal does not connect to');
    }
    expect(server.requests).toEqual([]);
  });

  it('is reached by the name of this machine where the portal’s own settings say so', async () => {
    const server = await startHttp((_request, response) => response.end('{}'));
    const client = createClient({ server: `http://localhost:${server.port}` });
    await client.nonResource('/version');
    expect(server.requests).toEqual(['GET /version']);
  });
});
