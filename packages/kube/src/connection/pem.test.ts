import { X509Certificate } from 'node:crypto';
import {
  AUTHORITY,
  CLIENT,
  CLIENT_KEY,
  OTHER_AUTHORITY,
  SERVER_KEY,
} from '../testing/certificates';
import { belongTogether, readCertificates, readPrivateKey } from './pem';

const read = (text: string) => readCertificates(Buffer.from(text));

describe('readCertificates', () => {
  it('takes several with comments between them, and leaves the comments out', () => {
    const bundle = `# subject=/CN=test authority\r\n${AUTHORITY}\n# the other one: Größe\n${OTHER_AUTHORITY}# end`;
    expect(read(bundle)).toBe(AUTHORITY + OTHER_AUTHORITY);
  });

  it('takes a certificate out of a file that holds its key too', () => {
    expect(read(CLIENT_KEY + CLIENT)).toBe(CLIENT);
  });

  it.each<[string, (pem: string) => string]>([
    ['with the line ends of Windows', pem => pem.replace(/\n/g, '\r\n')],
    ['with those of an old Mac', pem => pem.replace(/\n/g, '\r')],
    ['indented, as in YAML', pem => pem.replace(/^/gm, '    ')],
    ['in one line', pem => pem.replace(/\n/g, ' ')],
    ['as JSON writes it', pem => pem.replace(/\n/g, '\\n')],
    ['after a mark of byte order', pem => `\ufeff${pem}`],
  ])('takes them %s', (_how, written) => {
    expect(read(written(AUTHORITY + OTHER_AUTHORITY))).toBe(
      AUTHORITY + OTHER_AUTHORITY,
    );
  });

  it('takes DER', () => {
    const der = new X509Certificate(AUTHORITY).raw;
    expect(readCertificates(der)).toBe(AUTHORITY);
  });

  it.each([
    ['', 'does not hold a certificate that can be read'],
    ['hello', 'does not hold a certificate that can be read'],
    [CLIENT_KEY, 'does not hold a certificate, but something else'],
    [AUTHORITY.slice(0, 300), 'holds a certificate that is cut off'],
    [
      Buffer.from(AUTHORITY).toString('base64'),
      'is encoded as base64 once too often',
    ],
    [
      AUTHORITY.replace(/MII.{20}/, 'AAAA'),
      'holds a certificate that cannot be read',
    ],
    [
      AUTHORITY + OTHER_AUTHORITY.replace(/MII.{20}/, 'AAAA'),
      'holds 2 certificates, of which the one at place 2 cannot be read',
    ],
    [
      AUTHORITY + OTHER_AUTHORITY.slice(0, -60),
      'holds 2 certificates, of which one is cut off',
    ],
  ])('refuses what is none', (text, words) => {
    expect(() => read(text)).toThrow(words);
  });
});

describe('readPrivateKey', () => {
  it('takes a key out of a file that holds its certificate too', () => {
    const both = CLIENT + CLIENT_KEY;
    expect(readPrivateKey(Buffer.from(both))).toBe(both);
    expect(belongTogether(CLIENT, both)).toBe(true);
    expect(belongTogether(CLIENT, SERVER_KEY)).toBe(false);
  });

  it.each([
    [CLIENT, 'does not hold a private key in PEM form'],
    [
      '-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----',
      'needs a passphrase',
    ],
  ])('refuses what is none', (text, words) => {
    expect(() => readPrivateKey(Buffer.from(text))).toThrow(words);
  });
});
