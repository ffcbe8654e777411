import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFolder, removeFolders } from '../testing/runMain';
import { EXIT } from '../exitCodes';
import { documents } from './documents';

afterEach(removeFolders);

async function run(cwd: string, ...args: string[]) {
  const written = { stdout: '', stderr: '' };
  const code = await documents(args, {
    stdout: { write: text => (written.stdout += text) },
    stderr: { write: text => (written.stderr += text) },
    env: {},
    cwd,
  });
  return { code, ...written };
}

describe('the docs command', () => {
  it('writes a folder, and says what of it is stale', async () => {
    const cwd = createFolder();
    const page = join(cwd, 'docs/checks/platform.kubernetes-version.md');
    expect(await run(cwd, '--output', 'docs', '--check')).toMatchObject({
      code: EXIT.notReady,
      stdout: expect.stringContaining('checks/index.md\n'),
    });
    expect((await run(cwd, '--output', 'docs')).code).toBe(EXIT.ready);
    expect(await run(cwd, '--output', 'docs', '--check')).toMatchObject({
      code: EXIT.ready,
      stdout: '',
    });

    const text = readFileSync(page, 'utf8');
    writeFileSync(page, `${text}By hand.\n`);
    const gone = join(cwd, 'docs/checks/platform.gone.md');
    writeFileSync(gone, text);
    const others = join(cwd, 'docs/checks/notes.md');
    writeFileSync(others, 'Of our own.\n');
    expect(await run(cwd, '--output', 'docs', '--check')).toMatchObject({
      code: EXIT.notReady,
      stdout:
        'checks/platform.gone.md\nchecks/platform.kubernetes-version.md\n',
    });
    expect((await run(cwd, '--output', 'docs')).stderr).toMatch(
      /1 were written anew; 1 removed\.$/m,
    );
    expect(readFileSync(page, 'utf8')).toBe(text);
    expect(existsSync(gone)).toBe(false);
    expect(existsSync(others)).toBe(true);
  });

  it.each([
    [[], 'Where to? Give --output DIR'],
    [['--outptu', 'x'], "Unknown option '--outptu'"],
    [['--output', 'x', '--plugin', './none.js'], 'The plugin ./none.js cannot'],
    [['--output', 'a-file'], 'The documents cannot be written to '],
  ])('refuses %j in one sentence', async (args, sentence) => {
    const cwd = createFolder({ 'a-file': '' });
    const { code, stderr } = await run(cwd, ...args);
    expect(stderr).toMatch(/^docs: [^\n]+\n$/);
    expect(stderr).toContain(sentence);
    expect(code).toBe(EXIT.badInput);
  });
});
