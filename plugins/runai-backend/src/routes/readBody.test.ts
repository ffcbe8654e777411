import { gzipSync } from 'node:zlib';
import { mockCredentials } from '@backstage/backend-test-utils';
import request from 'supertest';
import { startPortal, type TestPortal } from '../__testUtils__/startPortal';

jest.setTimeout(60_000);

let portal: TestPortal;

beforeAll(async () => {
  portal = await startPortal({ runai: { sources: [] } });
});

afterAll(() => portal?.close());

const LARGE = JSON.stringify({ token: 'x'.repeat(110_000) });

/** Every route that reads a body. */
const ROUTES = [
  '/connection-tests',
  '/clusters/any/evaluate',
  '/clusters/any/runs',
];

const send = (
  path: string,
  body: string | Buffer,
  headers: Record<string, string> = {},
) =>
  request(portal.origin)
    .post(`/api/runai${path}`)
    .set('Authorization', mockCredentials.user.header())
    .set({ 'Content-Type': 'application/json', ...headers })
    .serialize(text => text)
    .send(body);

describe.each(ROUTES)('the body of POST %s', path => {
  it('is refused with 413 where it is too large', async () => {
    const { status, body, text } = await send(path, LARGE);
    expect([status, body.error.message]).toEqual([
      413,
      'The body is larger than the 100 KiB that are read at most',
    ]);
    expect(text).not.toContain('xxxx');
  });

  it('is refused with 413 where it becomes so', async () => {
    const { status } = await send(path, gzipSync(LARGE), {
      'Content-Encoding': 'gzip',
    });
    expect(status).toBe(413);
  });

  it.each<[string, string, Record<string, string>, number]>([
    ['no JSON', '{"token": my-secret', {}, 400],
    ['a form', 'token=my-secret', { 'Content-Type': 'text/plain' }, 415],
    [
      'another alphabet',
      '{"token":"my-secret"}',
      { 'Content-Type': 'application/json; charset=koi8-r' },
      415,
    ],
    [
      'another compression',
      '{"token":"my-secret"}',
      { 'Content-Encoding': 'zstd' },
      415,
    ],
  ])('is not repeated where it is %s', async (_what, text, headers, code) => {
    const answer = await send(path, text, headers);
    expect(answer.status).toBe(code);
    expect(answer.body.error.message).toMatch(/JSON/);
    expect(answer.text).not.toContain('my-secret');
  });
});

it('may be absent where nothing has to be said', async () => {
  const { status } = await request(portal.origin)
    .post('/api/runai/clusters/any/runs')
    .set('Authorization', mockCredentials.user.header())
    .set('Content-Length', '0');
  expect(status).toBe(404);
});
