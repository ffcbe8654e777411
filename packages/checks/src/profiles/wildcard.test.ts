import { anyOf, wildcard } from './wildcard';

describe('a pattern with wildcards', () => {
  it.each([
    ['fake', 'Fake', true],
    ['fake', 'fake-1', false],
    ['kwok-*', 'kwok-v0.6.0', true],
    ['*gfd*', 'my-gfd-abc', true],
    ['*-vk-*', 'v1.19.10-vk-azure-aci-1.4.16', true],
    ['a*a', 'a', false],
    ['a*b*c', 'aXbYc', true],
    ['a*b*c', 'acb', false],
    ['*', '', true],
    ['', '', true],
    ['10.0*', '10x0', false],
  ])('%s and %s: %s', (pattern, text, expected) => {
    expect(wildcard(pattern)(text)).toBe(expected);
  });

  it('is looked for once along a text, however many wildcards it has', () => {
    // Tried in every way, this would not end.
    expect(wildcard('*a*a*a*a*b')('a'.repeat(100_000))).toBe(false);
  });

  it('is met by none of none', () => {
    expect(anyOf([])('anything')).toBe(false);
  });
});
