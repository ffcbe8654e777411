import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  parseClusterSettings,
  type ClusterSettings,
} from '@runai-portal/checks';
import { YamlFile } from '@runai-portal/kube';
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
      : YamlFile.parse({
          text: await readInput(
            args.settings,
            resolve(cwd, args.settings),
            '--settings',
          ),
          name: args.settings,
          refuse: sentence => new InputError(sentence),
        });
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
    {
      where: args.settings ?? 'the options',
      line: file && (path => file.line(path)),
    },
  );
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
