import type { KubeCredential } from '../connection/ClusterConnection';
import { CredentialGuard } from './CredentialGuard';

const TOKEN = 'eyJhbGciOi.eyJzdWIi.aaaabaaaab';
const BASIC = { username: 'admin', password: 'a-password' };
const BASIC_TEXT = Buffer.from('admin:a-password').toString('base64');

/** What comes out where an answer comes in these pieces. */
function handedOn(
  pieces: readonly string[],
  credential: KubeCredential = { token: TOKEN },
): string {
  const out: Buffer[] = [];
  const guard = new CredentialGuard(
    {
      head: () => {},
      data: chunk => {
        out.push(chunk);
        return true;
      },
    },
    credential,
  );
  pieces.forEach(piece => guard.data(Buffer.from(piece)));
  guard.end();
  return Buffer.concat(out).toString();
}

describe('the answer of a cluster', () => {
  it('goes on without the credential that was shown to it, wherever its pieces end', () => {
    const text = `{"a":"Bearer ${TOKEN}","b":"${TOKEN}${TOKEN}"}`;
    const clean = '{"a":"Bearer <redacted>","b":"<redacted><redacted>"}';
    expect(handedOn([text])).toBe(clean);
    expect(handedOn([...text])).toBe(clean);
    for (let one = 0; one <= text.length; one += 1) {
      for (let two = one; two <= text.length; two += 7) {
        expect(
          handedOn([text.slice(0, one), text.slice(one, two), text.slice(two)]),
        ).toBe(clean);
      }
    }
  });

  it.each([
    ['longer than what is looked for', `${'a'.repeat(40)}.${'b'.repeat(40)}`],
    ['such that it overlaps itself', 'ab'.repeat(40)],
  ])('goes on without one that is %s', (_what, token) => {
    const text = `${token.slice(1)},${token},${token}${token}${token.slice(2)}`;
    const clean = text.replaceAll(token, '<redacted>');
    expect(handedOn([text], { token })).not.toContain(token);
    expect(handedOn([...text], { token })).toBe(clean);
    expect(handedOn([text], { token })).toBe(clean);
  });

  it('goes on without user and password as the header had them', () => {
    expect(handedOn([`Basic ${BASIC_TEXT}`], { basic: BASIC })).toBe(
      'Basic <redacted>',
    );
  });

  it.each<[string, string, KubeCredential]>([
    ['the beginning of it at its end', `x${TOKEN.slice(0, -1)}`, {}],
    ['its end alone', `x${TOKEN.slice(1)}${TOKEN.slice(-10)}`, {}],
    ['what begins like it twice', `${TOKEN.slice(0, 20)}${TOKEN[0]}x`, {}],
    ['a short token that is a word of many', 'pods of a pod', { token: 'pod' }],
    ['no credential at all', TOKEN, { token: undefined }],
  ])('goes on as it is with %s', (_what, text, credential) => {
    const shown = { token: TOKEN, ...credential };
    expect(handedOn([text], shown)).toBe(text);
    expect(handedOn([...text], shown)).toBe(text);
  });

  it('holds back no more than what may become the credential', () => {
    const sizes: number[] = [];
    const guard = new CredentialGuard(
      {
        head: () => {},
        data: chunk => {
          sizes.push(chunk.length);
          return true;
        },
      },
      { token: TOKEN },
    );
    guard.data(Buffer.from(`12345${TOKEN.slice(0, 9)}`));
    guard.data(Buffer.from('67890'));
    expect(sizes).toEqual([5, 14]);
  });

  it('has no credential in its headers', () => {
    const seen: Record<string, string>[] = [];
    const guard = new CredentialGuard(
      { head: (_status, headers) => seen.push(headers), data: () => true },
      { token: TOKEN },
    );
    guard.head(200, { warning: `299 - "${TOKEN}"`, 'audit-id': 'a' }, () => {});
    expect(seen).toEqual([{ warning: '299 - "<redacted>"', 'audit-id': 'a' }]);
  });
});
