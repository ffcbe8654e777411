import { gzipSync } from 'node:zlib';
import { closeClients, createClient, kubeErrorOf } from '../testing/clients';
import { closeServers, startHttp } from '../testing/servers';

afterEach(async () => {
  await closeClients();
  await closeServers();
});

async function answering(
  body: string | Buffer,
  headers: Record<string, string> = {},
) {
  const server = await startHttp((_request, response) =>
    response.writeHead(200, headers).end(body),
  );
  return createClient({ server: server.url }, { maxResponseBytes: 64 * 1024 });
}

describe('answers 200 that are not what the API promises', () => {
  it.each([
    [
      'a web page',
      '<!DOCTYPE html><title>Sign in</title>',
      'a web page instead of JSON',
    ],
    [
      'JSON that ends in the middle',
      '{"major": "1", "mi',
      'ends in the middle',
    ],
    ['an empty body', '', 'nothing at all'],
    ['plain text', 'ok', 'something that is not JSON'],
  ])('calls %s malformed', async (_what, body, words) => {
    const client = await answering(body);
    const error = await kubeErrorOf(client.nonResource('/version'));
    expect(error.errorClass).toBe('malformed');
    expect(error.sentence).toContain(words);
    expect(error.sentence).toContain('GET /version');
  });

  it('keeps no NUL, which PostgreSQL cannot store, and every other escape as it is', async () => {
    const client = await answering(
      String.raw`{"nul": "a\u0000b", "k\u0000": "\\u0000", "both": "\\\u0000"}`,
    );
    const { value } = await client.nonResource('/version');
    expect(value).toEqual({
      nul: 'a\ufffdb',
      'k\ufffd': '\\u0000',
      both: '\\\ufffd',
    });
  });

  it('stops at the announced size of an answer that is too large', async () => {
    const client = await answering(Buffer.alloc(70_000, 0x20));
    const error = await kubeErrorOf(client.nonResource('/version'));
    expect(error.errorClass).toBe('tooLarge');
    expect(error.sentence).toContain('64 KiB');
  });

  it('stops reading an answer without a size once it is too large', async () => {
    let sent = 0;
    const server = await startHttp((_request, response) => {
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && sent < 1e9) {
          sent += 16_384;
          if (!response.write(Buffer.alloc(16_384, 0x20))) {
            response.once('drain', more);
            return;
          }
        }
      };
      more();
    });
    const client = createClient(
      { server: server.url },
      { maxResponseBytes: 64 * 1024 },
    );
    expect(await kubeErrorOf(client.nonResource('/version'))).toMatchObject({
      errorClass: 'tooLarge',
    });
    expect(sent).toBeLessThan(1e8);
  });

  it('refuses a compressed answer, which was not asked for, without unfolding it', async () => {
    const bomb = gzipSync(Buffer.alloc(10_000_000));
    const client = await answering(bomb, { 'content-encoding': 'gzip' });
    const error = await kubeErrorOf(client.nonResource('/version'));
    expect(error.errorClass).toBe('malformed');
    expect(error.sentence).toContain('compressed');
  });

  it('gives text where text is wanted', async () => {
    const client = await answering('[+]ping ok\n');
    expect(
      (await client.nonResource<string>('/readyz', { text: true })).value,
    ).toBe('[+]ping ok\n');
  });
});
