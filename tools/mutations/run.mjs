// npm run mutations [PART OF A PATH...]: inverts, one at a time, what decides in each check, and sees whether a test turns red.
//
// First the cases of the checks are judged in this process; a mutation that they do not notice is written to the disk, and the tests
// of its category run by jest. Needs a checkout without changes in packages/checks; it is left as it was.
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CasesOfChecks, categoryOf } from './CasesOfChecks.mjs';
import { mutationsOf } from './mutationsOf.mjs';

const LEAST = 0.95;
const root = fileURLToPath(new URL('../..', import.meta.url));
const checks = join(root, 'packages/checks');

function sourcesOf(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts') && !/\.(test|cases)\.ts$/.test(name))
    .map(name => join(folder, name))
    .sort();
}

/** Tests that may notice a mutation, those that are most likely to first: of the check, of its category, of clusters as reported. */
function testsFor(path) {
  const folder = relative(root, dirname(path));
  return [
    `${folder}/${basename(path, '.ts')}`,
    `${folder}/|packages/checks/src/observations/`,
    'packages/checks/src/(field-cases|integration/real-objects.simulated)',
  ];
}

/** Whether a test fails with the mutated source on the disk. */
function isNoticedByTests(path, mutated) {
  const original = readFileSync(path, 'utf8');
  writeFileSync(path, mutated);
  try {
    return testsFor(path).some(pattern => {
      const { status } = spawnSync(
        process.execPath,
        [
          join(root, 'node_modules/@backstage/cli/bin/backstage-cli'),
          ...['repo', 'test', '--watchAll=false', '--maxWorkers=1'],
          ...['--passWithNoTests', `--testPathPatterns=${pattern}`],
        ],
        {
          cwd: root,
          env: { ...process.env, CI: 'true', NODE_OPTIONS: '' },
          stdio: 'ignore',
        },
      );
      return status !== 0;
    });
  } finally {
    writeFileSync(path, original);
  }
}

function refuseChanges() {
  const changed = execFileSync(
    'git',
    ['status', '--porcelain', '--', 'packages/checks'],
    { cwd: root, encoding: 'utf8' },
  );
  if (changed) {
    throw new Error(`packages/checks has changes of its own:\n${changed}`);
  }
}

function main(parts) {
  refuseChanges();
  const paths = sourcesOf(join(checks, 'src/checks')).filter(
    path => parts.length === 0 || parts.some(part => path.includes(part)),
  );
  const cases = new CasesOfChecks(checks);
  const all = cases.firstBroken(undefined, () => true);
  if (all) {
    throw new Error(`Without a mutation, ${all}`);
  }
  let total = 0;
  let unnoticed = 0;
  for (const path of paths) {
    const category = categoryOf(path);
    const inFile = mutationsOf(path, readFileSync(path, 'utf8'));
    const survivors = inFile.filter(
      ({ source }) =>
        !cases.firstBroken({ path, source }, (_, of) => of === category) &&
        !isNoticedByTests(path, source),
    );
    total += inFile.length;
    unnoticed += survivors.length;
    const name = relative(root, path);
    process.stdout.write(
      [
        `${inFile.length - survivors.length}/${inFile.length}  ${name}`,
        ...survivors.map(
          ({ line, what }) => `  not noticed: ${name}:${line}  ${what}`,
        ),
        '',
      ].join('\n'),
    );
  }
  const score = (total - unnoticed) / total;
  process.stdout.write(
    `${total - unnoticed} of ${total} mutations noticed: ${(
      score * 100
    ).toFixed(1)} % (at least ${LEAST * 100} %)\n`,
  );
  process.exitCode = score >= LEAST ? 0 : 1;
}

main(process.argv.slice(2));
