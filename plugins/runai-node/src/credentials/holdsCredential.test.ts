import { generateKeyPairSync } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { holdsCredential } from './holdsCredential';

/** Of the shape that Kubernetes gives out; signed by nobody. */
const TOKEN =
  'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJrdWJlcm5ldGVzIn0.c2lnbmF0dXJlc2lnbmF0dXJl';
const base64 = (bytes: string | Buffer) =>
  Buffer.from(bytes).toString('base64');
const der = (type: 'pkcs8' | 'sec1') =>
  generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type, format: 'der' },
  }).privateKey;
const [CERTIFICATE] = rootCertificates;
const KEY = '-----BEGIN EC PRIVATE KEY-----\nx';

describe('a credential', () => {
  it.each([
    ['a token', TOKEN],
    ['a token among words', `kubectl --token=${TOKEN} get pods`],
    ['a token as a Secret holds it', base64(TOKEN)],
    ['a token of OpenShift', `sha256~${'x'.repeat(43)}`],
    ['a header', `Authorization: Bearer ${'x'.repeat(24)}`],
    ['a private key', KEY],
    ['a private key behind its certificate', base64(`${CERTIFICATE}\n${KEY}`)],
    ['a private key that is encoded twice', base64(base64(KEY))],
    ['a private key in DER', base64(der('pkcs8'))],
    ['a private key of a curve in DER', base64(der('sec1'))],
  ])('is found: %s', (_, text) => {
    expect(holdsCredential(text)).toBe(true);
  });

  it.each([
    '',
    'gpu-prod',
    'https://203.0.114.7:6443/k8s/clusters/c-1',
    'the bearer of this certificate',
    'bearer authentication',
    'eyJub.de.example',
    base64(CERTIFICATE),
    CERTIFICATE,
    'a'.repeat(40),
  ])('is not seen in %j', text => {
    expect(holdsCredential(text)).toBe(false);
  });

  it('is looked for at once in a text that was made to take long', () => {
    expect(holdsCredential('eyJ'.repeat(500_000))).toBe(false);
    expect(holdsCredential('Bearer '.repeat(200_000))).toBe(false);
  });
});
