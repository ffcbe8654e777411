import { mockServices } from '@backstage/backend-test-utils';
import type { JsonValue } from '@backstage/types';
import { listensLocally } from './listensLocally';

const answer = (listen?: JsonValue) =>
  listensLocally(
    mockServices.rootConfig({
      data: { backend: listen === undefined ? {} : { listen } },
    }),
  );

describe('a portal that can be reached from its own machine alone', () => {
  it.each<[JsonValue]>([
    ['127.0.0.1:7007'],
    ['localhost:7007'],
    ['[::1]:7007'],
    [{ host: '127.0.0.2', port: 7007 }],
    [{ host: '::1' }],
  ])('listens like %j', listen => {
    expect(answer(listen)).toBe(true);
  });

  it.each<[JsonValue | undefined]>([
    [undefined],
    [':7007'],
    ['0.0.0.0:7007'],
    ['127.0.0.1.example:7007'],
    ['localhost.example:7007'],
    [{ port: 7007 }],
    [{ host: '::', port: 7007 }],
    [7007],
  ])('does not listen like %j', listen => {
    expect(answer(listen)).toBe(false);
  });
});
