import { AllowedUrls } from './AllowedUrls';

const allows = (patterns: string[], url: string) =>
  AllowedUrls.parse(patterns, 'allowUrls').allows(new URL(url));

describe('the servers that an administrator has listed', () => {
  it.each([
    ['https://10.0.0.5:6443', 'https://10.0.0.5:6443'],
    ['https://10.0.0.5', 'https://10.0.0.5:6443/k8s/c-1'],
    ['https://10.0.0.5:443', 'https://10.0.0.5/'],
    ['https://*.Corp.Example', 'https://gpu.lab.corp.example:6443'],
    ['https://[fd00::5]:6443', 'https://[fd00::5]:6443'],
    ['http://localhost:8080/', 'http://localhost:8080'],
  ])('%s allows %s', (pattern, url) => {
    expect(allows([pattern], url)).toBe(true);
  });

  it.each([
    ['https://10.0.0.5:6443', 'https://10.0.0.5:6444'],
    ['https://10.0.0.5', 'http://10.0.0.5'],
    ['https://10.0.0.5', 'https://10.0.0.50'],
    ['https://*.corp.example', 'https://corp.example'],
    ['https://*.corp.example', 'https://corp.example.evil.example'],
    ['https://*.corp.example', 'https://evilcorp.example'],
  ])('%s does not allow %s', (pattern, url) => {
    expect(allows([pattern], url)).toBe(false);
  });

  it.each(['10.0.0.5', 'ftp://x', 'https://', 'https://user@x', 'https://a b'])(
    'are not written like %s',
    pattern => {
      expect(() => allows(['https://x', pattern], 'https://x')).toThrow(
        'allowUrls[1] is wrong: it must be like https://10.0.0.5:6443 or https://*.corp.example.',
      );
    },
  );

  it('may be hosts alone, as the Kubernetes plugin has them', () => {
    const allowed = AllowedUrls.ofHosts(['127.0.0.1', '*.corp.example', '::1']);
    expect(allowed.allows(new URL('http://127.0.0.1:1234'))).toBe(true);
    expect(allowed.allows(new URL('https://a.corp.example'))).toBe(true);
    expect(allowed.allows(new URL('https://corp.example'))).toBe(true);
    expect(allowed.allows(new URL('https://[::1]:6443'))).toBe(true);
    expect(allowed.allows(new URL('https://127.0.0.2'))).toBe(false);
  });
});
