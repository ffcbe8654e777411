import { renameSync, rmSync, symlinkSync } from 'node:fs';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { watchFile } from './watchFile';

jest.setTimeout(30_000);

const directory = createMockDirectory();

/** Watches `config`, changes something, and resolves when that was told. */
async function seen(change: () => void): Promise<void> {
  let stop = () => {};
  // The first look, from which on a change is one, is told to nobody.
  const changed = new Promise<void>(resolve => {
    stop = watchFile(directory.resolve('config'), resolve);
  });
  const again = setInterval(change, 500);
  await changed;
  clearInterval(again);
  stop();
}

let count = 0;
const content = () => 'x'.repeat((count += 1));

beforeEach(() => directory.clear());

describe('a change of a file is told', () => {
  it('where it is written', async () => {
    directory.setContent({ config: content() });
    await expect(
      seen(() => directory.addContent({ config: content() })),
    ).resolves.toBeUndefined();
  });

  it('where it was not there', async () => {
    await expect(
      seen(() => directory.addContent({ config: content() })),
    ).resolves.toBeUndefined();
  });

  it('where another takes its place', async () => {
    directory.setContent({ config: content() });
    const told = seen(() => {
      directory.addContent({ new: content() });
      renameSync(directory.resolve('new'), directory.resolve('config'));
    });
    await expect(told).resolves.toBeUndefined();
  });

  it('where it is a link to a file in a folder that is replaced, as ConfigMaps are mounted', async () => {
    directory.setContent({ first: { config: content() } });
    symlinkSync('first', directory.resolve('data'));
    symlinkSync('data/config', directory.resolve('config'));
    const told = seen(() => {
      directory.addContent({ second: { config: content() } });
      rmSync(directory.resolve('new-data'), { force: true });
      symlinkSync('second', directory.resolve('new-data'));
      renameSync(directory.resolve('new-data'), directory.resolve('data'));
    });
    await expect(told).resolves.toBeUndefined();
  });
});
