import { AllowedUrls } from './AllowedUrls';
import { PublicNames } from './PublicNames';
import { nameToLookUp, serverAddress } from './serverAddress';

const ANSWERS: Record<string, string[]> = {
  'gpu.example': ['203.0.114.7', '2600::1'],
  'inside.example': ['10.1.2.3'],
  'both.example': ['203.0.114.7', '169.254.169.254'],
  'mapped.example': ['::ffff:127.0.0.1'],
};

async function judged(annotation: string | undefined, allow: string[] = []) {
  const allowed = AllowedUrls.parse(allow, 'allowUrls');
  const names = PublicNames.create({
    lookUp: async name =>
      ANSWERS[name] ?? Promise.reject(new Error('ENOTFOUND')),
  });
  const name = nameToLookUp(annotation, allowed);
  await names.learn(name ? [name] : [], new AbortController().signal);
  return serverAddress(annotation, { allowed, names });
}

describe('the address that an entity names', () => {
  it.each([
    'https://gpu.example:6443',
    'https://203.0.114.7',
    'https://[2600::1]:6443/path',
    // Who cannot be found is judged when the portal connects.
    'https://nobody.example',
  ])('is taken: %s', async annotation => {
    expect(await judged(annotation)).toMatchObject({
      ok: true,
      isAllowed: false,
    });
  });

  it.each([
    [undefined, 'AddressMissing'],
    ['   ', 'AddressMissing'],
    ['gpu.example:6443', 'AddressNotHttps'],
    ['//gpu.example', 'AddressInvalid'],
    ['https://', 'AddressInvalid'],
    [`https://${'a'.repeat(64)}.example`, 'AddressInvalid'],
    [`https://${'a.'.repeat(130)}example`, 'AddressInvalid'],
    ['https://gpu.example/?token=abc', 'AddressInvalid'],
    ['https://gpu.example#', 'AddressInvalid'],
    ['http://gpu.example', 'AddressNotHttps'],
    ['file:///etc/passwd', 'AddressNotHttps'],
    ['https://user:secret@gpu.example', 'AddressWithUser'],
    ['https://127.0.0.1:6443', 'AddressNotPublic'],
    ['https://127.1', 'AddressNotPublic'],
    ['https://0x7f000001', 'AddressNotPublic'],
    ['https://2130706433', 'AddressNotPublic'],
    ['https://0.0.0.0', 'AddressNotPublic'],
    ['https://10.0.0.1', 'AddressNotPublic'],
    ['https://172.16.0.1', 'AddressNotPublic'],
    ['https://192.168.1.1', 'AddressNotPublic'],
    ['https://100.64.0.1', 'AddressNotPublic'],
    ['https://169.254.169.254', 'AddressNotPublic'],
    ['https://168.63.129.16', 'AddressNotPublic'],
    ['https://[::1]', 'AddressNotPublic'],
    ['https://[fd00:ec2::254]', 'AddressNotPublic'],
    ['https://[fe80::1]', 'AddressNotPublic'],
    ['https://[::ffff:10.0.0.1]', 'AddressNotPublic'],
    ['https://[64:ff9b::a00:1]', 'AddressNotPublic'],
    ['https://localhost', 'AddressNotPublic'],
    ['https://localhost.', 'AddressNotPublic'],
    ['https://a.localhost', 'AddressNotPublic'],
    ['https://inside.example', 'AddressNotPublic'],
    ['https://both.example', 'AddressNotPublic'],
    ['https://mapped.example', 'AddressNotPublic'],
  ])('is refused: %s', async (annotation, reason) => {
    const address = await judged(annotation);
    expect(address).toMatchObject({
      ok: false,
      reason,
      message: expect.stringContaining('kubernetes.io/api-server'),
    });
    expect(JSON.stringify(address)).not.toContain('secret');
  });

  it('is refused where it is longer than any address', async () => {
    const address = await judged(`https://gpu.example/${'/'.repeat(50_000)}x`);
    expect(address).toMatchObject({ ok: false, reason: 'AddressInvalid' });
    expect(JSON.stringify(address).length).toBeLessThan(500);
  });

  it('is taken where it is listed, with a user never', async () => {
    const allow = ['https://127.0.0.1', 'http://10.0.0.1:8080'];
    for (const annotation of [
      'https://127.0.0.1:6443',
      'http://10.0.0.1:8080',
    ]) {
      expect(await judged(annotation, allow)).toMatchObject({
        ok: true,
        isAllowed: true,
      });
    }
    expect(await judged('https://u:p@127.0.0.1', allow)).toMatchObject({
      reason: 'AddressWithUser',
    });
  });
});
