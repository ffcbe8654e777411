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
  const file = await readSettings(args.settings, '--settings', cwd);
  return parseClusterSettings(
    {
      name,
      ...file?.given,
      ...(args.mode && { mode: args.mode }),
      ...(args.environment && { environment: args.environment }),
      ...(args.existingPrometheus && { existingPrometheus: true }),
      ...(args.registry && { registry: args.registry }),
    },
    {
      where: args.settings ?? 'the options',
      line: file?.line,
    },
  );
}

/**
 * Settings with those of a file laid over them.
 *
 * @throws InputError, SettingsError as {@link loadSettings}
 */
export async function withSettingsOf(
  settings: ClusterSettings,
  name: string,
  cwd: string,
): Promise<{ settings: ClusterSettings; given: object }> {
  const { given = {}, line } =
    (await readSettings(name, '--what-if', cwd)) ?? {};
  return {
    settings: parseClusterSettings(
      { ...settings, ...given, name: settings.name },
      { where: name, line },
    ),
    given,
  };
}

async function readSettings(
  name: string | undefined,
  option: string,
  cwd: string,
) {
  if (name === undefined) {
    return undefined;
  }
  const file = YamlFile.parse({
    text: await readInput(name, resolve(cwd, name), option),
    name,
    refuse: sentence => new InputError(sentence),
  });
  const given = file.value ?? {};
  if (typeof given !== 'object' || Array.isArray(given)) {
    throw new InputError(
      `${name} must hold one entry of runai.clusters: keys and values, not a list.`,
    );
  }
  return {
    given,
    line: (path: Parameters<typeof file.line>[0]) => file.line(path),
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
