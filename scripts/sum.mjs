// Adds up what the scripts of a CI run have counted, and says it: the last line of .ci/run.
import { readFileSync } from 'node:fs';
import { run } from './lib/Problem.mjs';
import { sum, tallyLine } from './lib/tally.mjs';

run(async () => {
  const lines = readFileSync(process.argv[2], 'utf8')
    .trim()
    .split('\n')
    .filter(Boolean);
  const tally = sum(lines.map(line => JSON.parse(line)));
  process.stdout.write(`${tallyLine(tally)}\n`);
  return tally.failed > 0 || lines.length < 2 ? 1 : 0;
});
