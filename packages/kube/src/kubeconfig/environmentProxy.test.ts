import { environmentProxy, goesByProxy } from './environmentProxy';

const PUBLIC = new URL('https://api.gpu.example:6443');

describe('environmentProxy', () => {
  it.each([
    ['HTTPS_PROXY', { HTTPS_PROXY: 'http://proxy.test:3128' }],
    ['https_proxy', { https_proxy: 'http://proxy.test:3128' }],
    ['HTTPS_PROXY', { HTTPS_PROXY: 'proxy.test:3128' }],
    [
      'HTTPS_PROXY',
      {
        HTTPS_PROXY: 'http://proxy.test:3128',
        https_proxy: 'http://other.test',
      },
    ],
  ])('takes %s of %j', (variable, env) => {
    expect(environmentProxy(PUBLIC, env)).toEqual({
      url: 'http://proxy.test:3128',
      variable,
    });
  });

  it('takes HTTP_PROXY for a server without TLS alone', () => {
    const env = { HTTP_PROXY: 'http://plain.test' };
    expect(environmentProxy(PUBLIC, env)).toBeUndefined();
    expect(
      environmentProxy(new URL('http://api.gpu.example:8080'), env),
    ).toEqual({ url: 'http://plain.test', variable: 'HTTP_PROXY' });
  });

  it('keeps to no_proxy where NO_PROXY is not set', () => {
    const env = { HTTPS_PROXY: 'http://proxy.test', no_proxy: '.gpu.example' };
    expect(environmentProxy(PUBLIC, env)).toBeUndefined();
  });

  it('takes none where none is named', () => {
    expect(environmentProxy(PUBLIC, { HTTPS_PROXY: '' })).toBeUndefined();
  });
});

describe('NO_PROXY, as Go reads it', () => {
  it.each([
    // server, NO_PROXY, whether it goes by the proxy
    ['https://10.100.0.1', '10.96.0.0/12', false],
    ['https://10.112.0.1', '10.96.0.0/12', true],
    ['https://192.168.7.9:6443', ' 192.168.0.0/16 ', false],
    ['https://[fd00::1]:6443', 'fd00::/8', false],
    ['https://[fd00::1]:6443', '10.0.0.0/8', true],
    ['https://10.0.0.1', '10.0.0.0/33', true],
    ['https://10.0.0.1', '10.0.0.1', false],
    ['https://10.0.0.1:6443', '10.0.0.1:6443', false],
    ['https://10.0.0.1:443', '10.0.0.1:6443', true],
    ['https://[fd00::1]:6443', '[fd00::1]:6443', false],
    ['https://[fd00::1]', 'fd00::1', false],
    ['https://api.example.internal', 'example.internal', false],
    ['https://example.internal', 'example.internal', false],
    ['https://notexample.internal', 'example.internal', true],
    ['https://api.example.internal', '.example.internal', false],
    ['https://example.internal', '.example.internal', true],
    ['https://api.example.internal', '*.example.internal', false],
    ['https://example.internal', '*.example.internal', true],
    ['https://API.Example.Internal', 'EXAMPLE.internal', false],
    ['https://api.example.internal:6443', 'example.internal:6443', false],
    ['https://api.example.internal:443', 'example.internal:6443', true],
    ['https://kubernetes.default.svc', 'localhost,.svc,.cluster.local', false],
    ['https://anything.example', '*', false],
    ['https://anything.example', 'a,*,b', false],
    ['https://anything.example', ' , ,', true],
    ['https://localhost:6443', '', false],
    ['https://127.0.0.1:6443', '', false],
    ['https://127.8.0.1:6443', '', false],
    ['https://[::1]:6443', '', false],
    ['https://mylocalhost', 'localhost', true],
  ])('%s with %j: %s', (server, noProxy, byProxy) => {
    expect(goesByProxy(new URL(server), noProxy)).toBe(byProxy);
  });
});
