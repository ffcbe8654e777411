import { X509Certificate } from 'node:crypto';
import { caCertificate, serverCertificate } from '@runai-portal/simulator';
import {
  inShort,
  startConnectionTester,
  TOKENS,
  type ConnectionTester,
} from '../__testUtils__/connectionTester';

jest.setTimeout(60_000);

let tester: ConnectionTester;

beforeAll(async () => {
  tester = await startConnectionTester();
});

afterAll(() => tester?.close());

const CA = caCertificate();
const { cert: OTHER, key: KEY } = serverCertificate();
const JWT = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl';
const base64 = (text: string) => Buffer.from(text).toString('base64');
const der = new X509Certificate(CA).raw;

describe('what was given as the authority', () => {
  it.each<[string, string]>([
    ['PEM', CA],
    ['PEM with the line ends of Windows', CA.replace(/\r?\n/g, '\r\n')],
    ['PEM that is indented', CA.replace(/^/gm, '    ')],
    ['PEM in one line', CA.replace(/\s*\n/g, ' ')],
    ['several certificates', OTHER + CA],
    ['what openssl writes around it', `subject=CN = x\n${CA}\nfoo`],
    ['base64 of it', base64(CA)],
    ['base64 in lines', base64(CA).replace(/.{76}/g, '$&\n')],
    ['PEM without its first and last line', der.toString('base64')],
  ])('is taken as %s', async (_what, ca) => {
    const found = await tester.test({ ...tester.connection(), ca });
    expect(inShort(found)).toEqual(['passed', 'passed', 'passed']);
  });

  it.each<[string, string, string, RegExp]>([
    [
      'a private key besides',
      CA + KEY,
      'WithSecret',
      /a private key or a token/,
    ],
    ['a private key alone', KEY, 'WithSecret', /a private key or/],
    ['base64 of both', base64(CA + KEY), 'WithSecret', /a private key or/],
    [
      'a token besides',
      `${CA}\n${JWT}`,
      'WithSecret',
      /a private key or a token/,
    ],
    ['a token alone', JWT, 'WithSecret', /or a token/],
    ['DER that went through a form', der.toString(), 'Invalid', /in PEM form/],
    ['one that is cut off', CA.slice(0, -60), 'Invalid', /cut off/],
    ['a second one cut off', CA + OTHER.slice(0, -60), 'Invalid', /cut off/],
    ['a request', CA.replace(/CERT\w+/g, '$& REQUEST'), 'Invalid', /else in/],
    ['the path of a file', '/etc/kubernetes/pki/ca.crt', 'Invalid', /in PEM/],
  ])('is refused with %s', async (_what, ca, reason, sentence) => {
    const before = tester.running.requests.length;
    const found = await tester.test({ ...tester.connection(), ca });
    expect(inShort(found)).toEqual([
      `Certificate${reason}`,
      'NotReached',
      'NotReached',
    ]);
    expect(found.reachable.message).toMatch(sentence);
    expect(found.reachable.message).not.toMatch(/PRIVATE KEY|eyJ/);
    expect(tester.running.requests.length).toBe(before);
  });

  it('is none where there is nothing but space', async () => {
    const found = await tester.test({ ...tester.connection(), ca: ' \n' });
    expect(found.reachable.message).toMatch(/No authority was given/);
  });
});

describe('what was given as the token', () => {
  it.each<[string, string]>([
    ['quotes around it', `"${TOKENS.all}"`],
    ['one quote', `'${TOKENS.all}`],
    ['the word Bearer', `Bearer ${TOKENS.all}`],
    ['a line break', `${TOKENS.all}\nx`],
    ['nothing but space', '  '],
    ['letters that no header takes', 'tökén'],
    ['a space that nobody sees', `${TOKENS.all}\u200b`],
    ['a NUL', 'a\0b'],
    ['dots for the rest', 'eyJhbGci…'],
    ['a line of YAML', `token: ${TOKENS.all}`],
  ])('is not sent with %s', async (_what, token) => {
    const before = tester.running.requests.length;
    const found = await tester.test(tester.connection(token));
    expect(inShort(found)).toEqual([
      'NotAccepted',
      'TokenInvalid',
      'NotAccepted',
    ]);
    expect(found.credentials.message).toMatch(/quotes or the word Bearer/);
    expect(tester.running.requests.length).toBe(before);
  });

  it('is told to have expired where it says so itself and is not accepted', async () => {
    const part = (value: object) =>
      Buffer.from(JSON.stringify(value)).toString('base64url');
    const token = `${part({ alg: 'RS256' })}.${part({
      exp: 1_600_000_000,
    })}.c2ln`;
    const found = await tester.test(tester.connection(token));
    expect(inShort(found)).toEqual(['passed', 'Unauthorized', 'NotAccepted']);
    expect(found.credentials.message).toMatch(
      /expired at 2020-09-13T12:26:40.000Z. Make a new one: kubectl/,
    );
  });
});

describe('what was given as the address', () => {
  it.each<[string, (server: string) => string]>([
    ['a slash at its end', server => `${server}/`],
    ['space around it', server => ` ${server}\n`],
    ['capital letters', server => server.replace('https', 'HTTPS')],
  ])('is taken with %s', async (_what, written) => {
    const found = await tester.test({
      ...tester.connection(),
      server: written(tester.running.server),
    });
    expect(inShort(found)).toEqual(['passed', 'passed', 'passed']);
    expect(found.server).toBe(tester.running.server);
  });

  it.each<[string, (server: string) => string, string]>([
    ['a query', server => `${server}?token=abc`, 'AddressInvalid'],
    ['a fragment', server => `${server}/#/login`, 'AddressInvalid'],
    ['a token in its path', server => `${server}/${JWT}`, 'AddressWithSecret'],
    ['a user', server => server.replace('//', '//root:pw@'), 'AddressWithUser'],
    ['no scheme', server => server.replace('https://', ''), 'AddressInvalid'],
    ['a sentence before it', server => `at ${server}`, 'AddressInvalid'],
    [
      'a port that is none',
      () => 'https://gpu.example:99999',
      'AddressInvalid',
    ],
    [
      'a name that is too long',
      () => `https://${'a'.repeat(300)}.example`,
      'AddressInvalid',
    ],
    ['this machine in IPv6', () => 'https://[::1]:6443', 'AddressNotPublic'],
    [
      'this machine in IPv6 as IPv4',
      () => 'https://[::ffff:7f00:2]',
      'AddressNotPublic',
    ],
    [
      'a metadata service',
      () => 'https://169.254.169.254/latest',
      'AddressNotPublic',
    ],
    [
      'a metadata service in NAT64',
      () => 'https://[64:ff9b::a9fe:a9fe]',
      'AddressNotPublic',
    ],
    ['a number', () => 'https://2852039166', 'AddressNotPublic'],
  ])('is refused with %s', async (_what, written, reason) => {
    const before = tester.running.requests.length;
    const found = await tester.test({
      ...tester.connection(),
      server: written(tester.running.server),
    });
    expect(inShort(found)[0]).toBe(reason);
    expect(JSON.stringify(found)).not.toMatch(/root:pw|eyJ|token=abc/);
    expect(tester.running.requests.length).toBe(before);
  });

  it('with a path that is not the API tells of the path', async () => {
    const found = await tester.test({
      ...tester.connection(),
      server: `${tester.running.server}/version`,
    });
    expect(inShort(found)[0]).toBe('NotKubernetes');
    expect(found.reachable.message).toMatch(/the path in its address is wrong/);
  });
});
