import { ConfigReader } from '@backstage/config';
import type { JsonValue } from '@backstage/types';
import { signInMode } from './signInMode';

const LOOPBACK = { host: '127.0.0.1', port: 7007 };

function mode(
  types: string[] | undefined,
  listen: JsonValue | undefined,
  demo: { dangerouslyAllowOutsideLoopback?: boolean } = {},
) {
  return signInMode(
    new ConfigReader({
      ...(types && { runai: { sources: types.map(type => ({ type })) } }),
      ...(listen !== undefined && { backend: { listen } }),
      auth: { providers: { demo } },
    }),
  );
}

const everywhere: (JsonValue | undefined)[] = [
  { host: '0.0.0.0', port: 1 },
  { port: 1 },
  ':7007',
  7007,
  'portal.example:7007',
  '127.0.0.1.example:7007',
  undefined,
];

describe('the sign-in mode', () => {
  it('is demo where all clusters are simulated ones', () => {
    expect(mode(['demo'], LOOPBACK)).toBe('demo');
    expect(mode(undefined, LOOPBACK)).toBe('demo');
  });

  it('is never demo as soon as there is another cluster, nor where there is none', () => {
    expect(mode(['demo', 'kubeconfig'], LOOPBACK)).toBe('local');
    expect(mode([], LOOPBACK)).toBe('local');
  });

  it.each([
    [LOOPBACK],
    [{ host: '127.0.0.53', port: 1 }],
    [{ host: 'localhost', port: 1 }],
    ['localhost:7007'],
    ['[::1]:7007'],
  ])('is local where the portal listens on %j', listen => {
    expect(mode(['kubeconfig'], listen)).toBe('local');
  });

  it.each(everywhere)('is none where the portal listens on %j', listen => {
    expect(mode(['kubeconfig'], listen)).toBe('none');
    expect(mode(['demo'], listen)).toBe('none');
    expect(mode(undefined, listen)).toBe('none');
  });

  it('is demo elsewhere where somebody says how dangerous that is, and local never', () => {
    const dangerously = { dangerouslyAllowOutsideLoopback: true };
    expect(mode(['demo'], ':7007', dangerously)).toBe('demo');
    expect(mode(['kubeconfig'], ':7007', dangerously)).toBe('none');
  });
});
