import { ConfigReader } from '@backstage/config';
import { signInMode } from './signInMode';

function mode(
  types: string[] | undefined,
  listen?: string | { host?: string; port: number },
) {
  return signInMode(
    new ConfigReader({
      ...(types && { runai: { sources: types.map(type => ({ type })) } }),
      ...(listen && { backend: { listen } }),
    }),
  );
}

describe('signInMode', () => {
  it('is demo where all clusters are simulated ones', () => {
    expect(mode(['demo'], ':7007')).toBe('demo');
    expect(mode(undefined, ':7007')).toBe('demo');
  });

  it('is never demo as soon as there is another cluster', () => {
    expect(
      mode(['demo', 'kubeconfig'], { host: '127.0.0.1', port: 7007 }),
    ).toBe('local');
  });

  it.each([
    [{ host: '127.0.0.1', port: 1 }],
    [{ host: 'localhost', port: 1 }],
    ['localhost:7007'],
    ['[::1]:7007'],
  ])('is local where the portal listens on %j', listen => {
    expect(mode(['kubeconfig'], listen)).toBe('local');
  });

  it.each([
    [{ host: '0.0.0.0', port: 1 }],
    [{ port: 1 }],
    [':7007'],
    ['portal.example:7007'],
    [undefined],
  ])('is none where the portal listens on %j', listen => {
    expect(mode(['kubeconfig'], listen)).toBe('none');
  });
});
