import { profileFor } from './profileFor';

it.each([
  ['2.25.4', 'runai-2.25'],
  ['v2.25.0-rc.1', 'runai-2.25'],
  ['2.5', 'runai-2.5'],
  ['2.50.1', 'runai-any'],
  ['3.0.0', 'runai-3.0'],
  ['2.0.58', 'runai-2021.04'],
  ['2.3.1', 'runai-any'],
  ['4.1.0', 'runai-any'],
  ['2021.04', 'runai-2021.04'],
  ['latest', undefined],
  ['', undefined],
  ['2', undefined],
])('for Run:ai %s it is %s', (version, id) => {
  expect(profileFor(version)).toBe(id);
});
