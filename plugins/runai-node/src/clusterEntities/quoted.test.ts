import { quoted } from './quoted';

describe('what somebody wrote, in a sentence', () => {
  it.each([
    ['prod', "'prod'"],
    [' trial\n', "' trial '"],
    ['', "''"],
    ['kubernetes-cluster\u200b', "'kubernetes-cluster\\u{200b}'"],
    ['a\0b\u001b[31m\u202ec', "'a\\u{0}b\\u{1b}[31m\\u{202e}c'"],
    ['\ud83d', "'\\u{d83d}'"],
    [`${'x'.repeat(99)}\u{1f600}y`, `'${'x'.repeat(99)}\u{1f600}...'`],
  ])('%j is %s', (value, expected) => {
    expect(quoted(value)).toBe(expected);
  });

  it('does not fill a page', () => {
    expect(quoted('<b>'.repeat(10_000))).toHaveLength(105);
  });
});
