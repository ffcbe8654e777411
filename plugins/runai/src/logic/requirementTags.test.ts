import { requirementTags } from './requirementTags';

describe('the tags of requirements', () => {
  it.each([
    [[], []],
    [['B5'], ['B5']],
    [
      ['B4', 'B5'],
      ['B4', 'B5'],
    ],
    [
      ['B12', 'B18', 'B19'],
      ['B12', 'B18', 'B19'],
    ],
    [['B15', 'B16', 'B17', 'B18', 'B19', 'B20', 'B21', 'B22'], ['B15–B22']],
    [
      ['B10', 'B9', 'B11', 'A9', 'A10'],
      ['A9', 'A10', 'B9–B11'],
    ],
    [
      ['A10', 'B11', 'B12'],
      ['A10', 'B11', 'B12'],
    ],
    [
      ['own', 'B2', 'B2'],
      ['B2', 'own'],
    ],
  ])('of %j are %j', (ids, tags) => {
    expect(requirementTags(ids)).toEqual(tags);
  });
});
