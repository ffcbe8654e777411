import { answeredOnce, anyOf, wildcard } from './wildcard';

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

  it('is met by none of none', () => {
    expect(anyOf([])('anything')).toBe(false);
  });
});

describe('what is answered once a key', () => {
  it('is asked once, though the answer is that there is none', () => {
    const ask = jest.fn((_key: string): string | undefined => undefined);
    const answer = answeredOnce(ask);

    expect([answer('a'), answer('a')]).toEqual([undefined, undefined]);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('does not grow for ever', () => {
    const ask = jest.fn((key: number) => key);
    const answer = answeredOnce(ask);
    for (let key = 0; key <= 10_000; key += 1) {
      answer(key);
    }
    answer(10_000);
    answer(0);

    // The first was forgotten, the last was not.
    expect(ask).toHaveBeenCalledTimes(10_002);
  });
});
