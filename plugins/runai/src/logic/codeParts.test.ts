import { codeParts, plainText } from './codeParts';

describe('codeParts', () => {
  it.each([
    ['no marks at all', ['no marks at all']],
    ['set `a-b` here', ['set ', '<a-b>', ' here']],
    ['`first` and `last`', ['<first>', ' and ', '<last>']],
    ['one ` alone', ['one ` alone']],
    ['`pair` and ` alone', ['<pair>', ' and ` alone']],
    ['an empty `` pair', ['an empty `` pair']],
    ['', []],
  ])('splits %j', (sentence, expected) => {
    expect(
      codeParts(sentence).map(({ text, code }) => (code ? `<${text}>` : text)),
    ).toEqual(expected);
  });

  it('leaves the words where the marks are taken away', () => {
    expect(plainText('give `caData` or `caFile`')).toBe(
      'give caData or caFile',
    );
  });
});
