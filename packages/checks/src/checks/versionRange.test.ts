import { isInRange, rangeWords } from './versionRange';

describe('a range of versions', () => {
  it.each([
    ['26.7.3', { minimum: '25.10', maximum: '26.7' }, true],
    ['26.7.2', { minimum: '25.10', maximum: '26.7.1' }, false],
    ['26.10.0', { minimum: '25.10', maximum: '26.7' }, false],
    ['25.9', { minimum: '25.10', maximum: '26.7' }, false],
    ['1.10', { minimum: '1.9' }, true],
    ['1.9.2', { minimum: '1.9.4', maximum: '1.9.4' }, false],
    ['1.9.4', { minimum: '1.9.4', maximum: '1.9.4' }, true],
    ['0.9.0', { maximum: '0.8.2' }, false],
    ['0.8', { maximum: '0.8.2' }, true],
    ['latest', { minimum: '1.0' }, undefined],
  ])('says of %s in %j: %s', (version, range, inside) => {
    expect(isInRange(version, range)).toBe(inside);
  });

  it.each([
    [{ minimum: '1.21', maximum: '1.23' }, '1.21 to 1.23'],
    [{ minimum: '1.9.4', maximum: '1.9.4' }, '1.9.4'],
    [{ minimum: '0.7.0' }, '0.7.0 or later'],
    [{ maximum: '0.8.2' }, 'up to 0.8.2'],
    [{}, undefined],
  ])('calls %j %s', (range, words) => {
    expect(rangeWords(range)).toBe(words);
  });
});
