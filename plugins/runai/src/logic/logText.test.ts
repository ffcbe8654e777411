import { logLines, logMatches } from './logText';

it('reads lines without the colours that programs write', () => {
  expect(
    logLines('\u001b[31mERROR\u001b[0m: no driver\r\nnext\u001b[1;33m!\n'),
  ).toEqual(['ERROR: no driver', 'next!']);
  expect(logLines('')).toEqual([]);
  expect(logLines('\n\nlast')).toEqual(['', '', 'last']);
});

it('finds every place of a text, whatever its case', () => {
  expect(logMatches(['Error and error', 'none', 'ERROR'], 'error')).toEqual([
    { line: 0, from: 0, to: 5 },
    { line: 0, from: 10, to: 15 },
    { line: 2, from: 0, to: 5 },
  ]);
  expect(logMatches(['a'], '')).toEqual([]);
});
