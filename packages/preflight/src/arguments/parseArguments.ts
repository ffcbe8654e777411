import {
  ENVIRONMENTS,
  INSTALL_MODES,
  type Environment,
  type InstallMode,
} from '@runai-portal/backstage-plugin-runai-common';
import { Command, CommanderError, Option } from 'commander';
import { version } from '../../package.json';
import type { Io } from '../io';
import { InputError } from './InputError';
import { parseTimeout } from './parseTimeout';

const FORMATS = ['table', 'json'] as const;
const MANIFESTS = ['passive'] as const;

/** The arguments, read and checked one by one. */
export interface Arguments {
  kubeconfig?: string;
  context?: string;
  mode?: InstallMode;
  environment?: Environment;
  /** Id, or file. */
  profile?: string;
  existingPrometheus?: boolean;
  registry?: string;
  /** Ids; empty for all. */
  checks: string[];
  settings?: string;
  /** Id of another profile that the cluster is judged by as well. */
  compareProfile?: string;
  /** A file with settings that are laid over the cluster's, which is judged by them as well. */
  whatIf?: string;
  plugins: string[];
  /** Note by check id. */
  attestations: Record<string, string>;
  format: (typeof FORMATS)[number];
  output?: string;
  manifest?: (typeof MANIFESTS)[number];
  list?: boolean;
  /** Milliseconds; the engine's own 90 s where absent. */
  timeoutMs?: number;
}

const EXAMPLES = `
Examples:
  runai-preflight --kubeconfig ~/.kube/config --context gpu-prod --mode cloud --environment production
  runai-preflight --manifest | kubectl apply -f -
  runai-preflight --kubeconfig FILE --format json --output result.json

Exit codes: 0 ready, 3 not ready, 4 ready with warnings, 5 undetermined, 2 bad input, 1 the engine failed, 130 interrupted.`;

/**
 * Reads the arguments.
 *
 * @returns the arguments, or the exit code where help or the version was asked for and written
 * @throws InputError with one sentence
 */
export function parseArguments(
  args: readonly string[],
  io: Io,
): Arguments | { exitCode: number } {
  const command = createCommand(io);
  try {
    command.parse([...args], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) {
        return { exitCode: 0 };
      }
      throw new InputError(sentenceOf(error));
    }
    throw error;
  }
  const {
    check = [],
    plugin = [],
    attest = [],
    timeout,
    manifest,
    ...rest
  } = command.opts<RawOptions>();
  return {
    ...rest,
    checks: check,
    plugins: plugin,
    attestations: parseAttestations(attest),
    ...(manifest !== undefined && {
      manifest: manifest === true ? 'passive' : manifest,
    }),
    ...(timeout !== undefined && { timeoutMs: parseTimeout(timeout) }),
  };
}

interface RawOptions
  extends Pick<
    Arguments,
    | 'kubeconfig'
    | 'context'
    | 'mode'
    | 'environment'
    | 'profile'
    | 'existingPrometheus'
    | 'registry'
    | 'settings'
    | 'compareProfile'
    | 'whatIf'
    | 'format'
    | 'output'
    | 'list'
  > {
  check?: string[];
  plugin?: string[];
  attest?: string[];
  timeout?: string;
  manifest?: true | 'passive';
}

function createCommand(io: Io): Command {
  return new Command('runai-preflight')
    .description(
      'Checks whether a Kubernetes cluster fulfils what an installation of Run:ai needs. Reads only.',
    )
    .version(version)
    .option(
      '--kubeconfig <file>',
      "file that says how the cluster is reached; where absent, KUBECONFIG, then ~/.kube/config, then the pod's own account",
    )
    .option(
      '--context <name>',
      'context of the kubeconfig; its current one where absent',
    )
    .addOption(
      new Option('--mode <mode>', "where Run:ai's backend will run").choices(
        INSTALL_MODES,
      ),
    )
    .addOption(
      new Option('--environment <environment>', 'trial where absent').choices(
        ENVIRONMENTS,
      ),
    )
    .option('--profile <id|file>', 'requirements to judge by')
    .option(
      '--existing-prometheus',
      'Run:ai will use the Prometheus that is there',
    )
    .option('--registry <host>', 'registry that the images come from')
    .option('--check <id>', 'only this check; may be repeated', collect)
    .option(
      '--settings <file>',
      'one entry of runai.clusters, as YAML or JSON; options given beside it win',
    )
    .option(
      '--compare-profile <id>',
      'tell, too, what would be judged otherwise under that profile',
    )
    .option(
      '--what-if <file>',
      'tell, too, what would be judged otherwise with these settings declared',
    )
    .option(
      '--plugin <module>',
      'module with more checks; may be repeated',
      collect,
    )
    .option(
      '--attest <id=note>',
      'state what cannot be observed; may be repeated',
      collect,
    )
    .addOption(
      new Option('--format <format>', 'form of the document')
        .choices(FORMATS)
        .default('table'),
    )
    .option(
      '--output <file>',
      'write the document there instead of to standard output',
    )
    .addOption(
      new Option(
        '--manifest [kind]',
        'print the least-privilege roles and end',
      ).choices(MANIFESTS),
    )
    .option('--list', 'print the checks and end')
    .option('--timeout <time>', 'longest time of the run, e.g. 90s')
    .addHelpText('after', EXAMPLES)
    .exitOverride()
    .configureOutput({
      writeOut: text => void io.stdout.write(text),
      // The sentence is ours.
      writeErr: () => undefined,
      getOutHelpWidth: () => io.stdout.columns ?? 100,
      getOutHasColors: () => false,
    });
}

function collect(value: string, previous: string[] = []): string[] {
  return [...previous, value];
}

/** commander's message on one line, without its own "error:". */
function sentenceOf({ message }: CommanderError): string {
  const line = message
    .replace(/^error: /, '')
    .replace(/\s*\n\s*/g, ' ')
    .trim();
  return `${line.charAt(0).toUpperCase()}${line.slice(1)}${
    /[.?)]$/.test(line) ? '' : '.'
  }`;
}

function parseAttestations(entries: string[]): Record<string, string> {
  const attestations: Record<string, string> = {};
  for (const entry of entries) {
    const [, id, note] = /^([^=]+)=(.*)$/s.exec(entry) ?? [];
    if (!id || !note?.trim()) {
      throw new InputError(
        `--attest must look like ID=NOTE, with a note that says who knows it and from what, not "${entry}".`,
      );
    }
    attestations[id.trim()] = note.trim();
  }
  return attestations;
}
