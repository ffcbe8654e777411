import { midSentence } from './midSentence';

it('lowers the first letter of a word, and leaves an abbreviation', () => {
  expect(midSentence('Not ready')).toBe('not ready');
  expect(midSentence('TLS error')).toBe('TLS error');
  expect(midSentence('')).toBe('');
});
