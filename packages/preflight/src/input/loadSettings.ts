import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  parseClusterSettings,
  type ClusterSettings,
} from '@runai-portal/checks';
import { isNode, LineCounter, parseDocument } from 'yaml';
import type { Arguments } from '../arguments/parseArguments';
import { InputError } from '../arguments/InputError';

/**
 * The settings of the cluster: those of the file, with the options laid over them.
 *
 * @param options.name - of the cluster, where the file says none
 * @throws InputError for a file that cannot be read
 * @throws SettingsError for an unknown key or a bad value, with its line
 */
export async function loadSettings(options: {
  args: Arguments;
  name: string;
  cwd: string;
}): Promise<ClusterSettings> {
  const { args, name, cwd } = options;
  const file =
    args.settings === undefined
      ? undefined
      : await readDocument(args.settings, resolve(cwd, args.settings));
  const given = file?.value ?? {};
  if (typeof given !== 'object' || Array.isArray(given)) {
    throw new InputError(
      `${args.settings} must hold one entry of runai.clusters: keys and values, not a list.`,
    );
  }
  return parseClusterSettings(
    {
      name,
      ...given,
      ...(args.mode && { mode: args.mode }),
      ...(args.environment && { environment: args.environment }),
      ...(args.existingPrometheus && { existingPrometheus: true }),
      ...(args.registry && { registry: args.registry }),
    },
    { where: args.settings ?? 'the options', line: file?.line },
  );
}

interface SettingsDocument {
  value: unknown;
  line: (path: readonly PropertyKey[]) => number | undefined;
}

async function readDocument(
  name: string,
  path: string,
): Promise<SettingsDocument> {
  const lines = new LineCounter();
  const document = parseDocument(await readInput(name, path, '--settings'), {
    lineCounter: lines,
    prettyErrors: false,
  });
  const [problem] = document.errors;
  if (problem) {
    const { line } = lines.linePos(problem.pos[0]);
    throw new InputError(
      `${name}, line ${line}: this is not valid YAML (${
        problem.message.split('\n')[0]
      }).`,
    );
  }
  return {
    value: document.toJS(),
    line: keys => {
      // A key that is missing stands nowhere: then the line of what should hold it.
      for (let depth = keys.length; depth > 0; depth--) {
        const node = document.getIn(keys.slice(0, depth), true);
        if (isNode(node) && node.range) {
          return lines.linePos(node.range[0]).line;
        }
      }
      return undefined;
    },
  };
}

/** @throws InputError that names the file and the option */
export async function readInput(
  name: string,
  path: string,
  option: string,
): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code =
      typeof error === 'object' && error !== null && 'code' in error
        ? String(error.code)
        : 'unknown';
    const why: Record<string, string> = {
      ENOENT: 'does not exist',
      EISDIR: 'is a folder',
      EACCES: 'may not be read',
    };
    throw new InputError(
      `The file ${name} of ${option} ${
        why[code] ?? `cannot be read (${code})`
      }.`,
    );
  }
}
