import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkDocuments, ProfileRegistry } from '@runai-portal/checks';
import { InputError } from '../arguments/InputError';
import { EXIT } from '../exitCodes';
import { createEngineWith } from '../input/createEngineWith';
import type { Io } from '../io';
import { reportFailure } from '../reportFailure';
import { DocumentFolder } from './DocumentFolder';

const USAGE =
  'npm run docs -- [--output DIR] [--plugin MODULE]... [--profiles FILE]... [--check]';

/**
 * Writes the documents that follow from the declarations of the checks, those of plugins among them; or, with `--check`, says which of
 * those that are there are not what would be written.
 *
 * @returns the exit code: with `--check` 3 where something is stale; never rejects
 * @public
 */
export async function documents(
  args: readonly string[],
  io: Io,
): Promise<number> {
  try {
    const { output, plugins, profiles, check } = parse(args);
    const cwd = io.cwd ?? process.cwd();
    const engine = createEngineWith(
      plugins,
      {
        profiles: ProfileRegistry.load({
          files: profiles.map(file => resolve(cwd, file)),
        }),
      },
      cwd,
    );
    const folder = new DocumentFolder(resolve(cwd, output));
    const wanted = checkDocuments(engine);
    if (!check) {
      const { written, removed } = await folder.write(wanted);
      io.stderr.write(
        `${output}: ${wanted.size} documents, of which ${written} were written anew; ${removed} removed.\n`,
      );
      return EXIT.ready;
    }
    const stale = await folder.stale(wanted);
    stale.forEach(path => io.stdout.write(`${path}\n`));
    io.stderr.write(
      stale.length > 0
        ? `${output}: ${stale.length} of ${wanted.size} documents are stale: npm run docs writes them.\n`
        : `${output}: ${wanted.size} documents are what the declarations say.\n`,
    );
    return stale.length > 0 ? EXIT.notReady : EXIT.ready;
  } catch (error) {
    return reportFailure('docs', error, io);
  }
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        output: text,
        plugin: { ...text, multiple: true },
        profiles: { ...text, multiple: true },
        check: { type: 'boolean' },
      },
    });
    const { output, plugin = [], profiles = [], check = false } = values;
    if (output === undefined) {
      throw new Error('Where to? Give --output DIR');
    }
    return { output, plugins: plugin, profiles, check };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError(`${reason}; usage: ${USAGE}.`);
  }
}
