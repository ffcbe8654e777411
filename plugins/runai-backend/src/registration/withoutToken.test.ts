import { withoutToken } from './withoutToken';

const TOKEN = 'Abc+def/ghi.JKL';

describe('what a test found', () => {
  it.each<[string, string]>([
    [TOKEN, '<token>'],
    [`you sent Bearer ${TOKEN}, twice ${TOKEN}`, 'twice <token>'],
    [`redirects to ${TOKEN.toLowerCase()}.example`, 'to <token>.example'],
    [`/login?next=${encodeURIComponent(TOKEN)}`, 'next=<token>'],
    [Buffer.from(`${TOKEN}\n`).toString('base64'), '<token>'],
  ])('holds no token: %s', (text, kept) => {
    const found = withoutToken({ deep: [{ text, count: 1 }] }, TOKEN);
    expect(found.deep[0].text).toContain(kept);
    expect(found.deep[0].text.toLowerCase()).not.toContain(TOKEN.toLowerCase());
    expect(found.deep[0].count).toBe(1);
  });

  it('keeps the words that a short one is part of', () => {
    expect(withoutToken('may list nodes, said a', 'a')).toBe(
      'may list nodes, said <token>',
    );
  });
});
