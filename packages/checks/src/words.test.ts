import { capitalised, someNames } from './words';

describe('someNames', () => {
  it.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b', 'c'], 'a, b, c'],
    [['a', 'b', 'c', 'd', 'e'], 'a, b, c and 2 more'],
  ])('lists %j', (names, text) => {
    expect(someNames(names, 3)).toBe(text);
  });
});

it('capitalises the first letter alone', () => {
  expect(capitalised('the provisioner of Run:ai')).toBe(
    'The provisioner of Run:ai',
  );
  expect(capitalised('')).toBe('');
});
