import type { JsonObject } from '@backstage/types';
import { RegistrableServers } from './RegistrableServers';

const DEMO = 'https://127.0.0.1:40123';

function serversOf(sources?: (JsonObject & { type: string })[]) {
  return RegistrableServers.create({
    sources,
    registry: { simulated: () => [{ cluster: 'gpu-prod', server: DEMO }] },
    lookUp: async name =>
      name.startsWith('inside') ? ['10.0.0.5'] : ['203.0.114.7'],
  });
}

const signal = new AbortController().signal;

async function judged(
  server: string,
  sources?: (JsonObject & { type: string })[],
) {
  const verdict = await serversOf(sources).judge(server, signal);
  return verdict.ok ? verdict.onlyPublicAddresses : verdict.reason;
}

describe('the servers that may be registered', () => {
  it.each<[string, string | boolean]>([
    ['https://gpu.example:6443', true],
    ['https://203.0.114.7', true],
    ['https://10.0.0.7:6443', false],
    ['https://10.0.0.8:6443', 'AddressNotPublic'],
    ['https://inside.example', 'AddressNotPublic'],
    ['https://169.254.169.254', 'AddressNotPublic'],
    ['https://localhost:6443', 'AddressNotPublic'],
    ['https://[::1]', 'AddressNotPublic'],
    ['http://gpu.example:6443', 'AddressNotHttps'],
    ['https://user:secret@gpu.example', 'AddressWithUser'],
    ['https://gpu.example/?a=b', 'AddressInvalid'],
    ['https://gpu.example#top', 'AddressInvalid'],
    ['https://gpu.example/eyJhbGciOiJ.eyJzdWIi.c2ln', 'AddressWithSecret'],
    ['gpu.example', 'AddressInvalid'],
    ['ftp://gpu.example', 'AddressNotHttps'],
    [' ', 'AddressMissing'],
    [DEMO, 'AddressNotPublic'],
  ])('where entities are a source: %s is %s', async (server, expected) => {
    expect(
      await judged(server, [
        { type: 'catalog', allowUrls: ['https://10.0.0.7:6443'] },
      ]),
    ).toBe(expected);
  });

  it.each<[string, string | boolean]>([
    [DEMO, false],
    [`${DEMO}/`, false],
    ['https://127.0.0.1:40124', 'NotSimulated'],
    ['http://127.0.0.1:40123', 'NotSimulated'],
    ['https://gpu.example', 'NotSimulated'],
    ['nothing', 'NotSimulated'],
  ])('in a demo: %s is %s', async (server, expected) => {
    expect(await judged(server)).toBe(expected);
    expect(await judged(server, [{ type: 'demo' }])).toBe(expected);
  });

  it('are none where the portal has other sources alone, or none', async () => {
    for (const sources of [[], [{ type: 'kubeconfig' }]]) {
      expect(serversOf(sources).takes).toBe('nothing');
      expect(await judged('https://gpu.example', sources)).toBe('NotTaken');
      expect(await judged(DEMO, sources)).toBe('NotTaken');
    }
  });

  it('say in a sentence what is wrong, and never what was typed', async () => {
    const verdict = await serversOf([{ type: 'catalog' }]).judge(
      'eyJhbGciOi-a-token-in-the-wrong-field',
      signal,
    );
    expect(verdict).toEqual({
      ok: false,
      reason: 'AddressInvalid',
      message:
        'The address of the API server is no address of an API server; it must be like https://gpu-prod.example:6443, with no ? and no # in it.',
    });
  });

  it('are named where they are simulated', () => {
    expect(serversOf().simulated()).toEqual([
      { cluster: 'gpu-prod', server: DEMO },
    ]);
    expect(serversOf([{ type: 'catalog' }]).simulated()).toEqual([]);
  });
});
