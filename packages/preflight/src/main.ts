import { applyStatements } from '@runai-portal/backstage-plugin-runai-common';
import {
  passiveManifest,
  type Engine,
  type Profile,
} from '@runai-portal/checks';
import { KubeClient } from '@runai-portal/kube';
import { version } from '../package.json';
import { parseArguments, type Arguments } from './arguments/parseArguments';
import { EXIT, exitCodeOf } from './exitCodes';
import { attest, chooseChecks } from './input/choose';
import { compare, wantedBy } from './input/compare';
import { connect } from './input/connect';
import { createEngineWith } from './input/createEngineWith';
import { loadProfiles } from './input/loadProfiles';
import { loadSettings } from './input/loadSettings';
import type { Io } from './io';
import { formatChecks } from './output/formatChecks';
import { formatJson } from './output/formatJson';
import { formatTable } from './output/formatTable';
import { createProgress } from './output/Progress';
import { Text } from './output/text';
import { writeDocument } from './output/writeDocument';
import { reportFailure } from './reportFailure';

/**
 * The command line: arguments in, a document on stdout, progress and errors on stderr.
 *
 * @returns the exit code; never rejects
 * @public
 */
export async function main(args: readonly string[], io: Io): Promise<number> {
  try {
    const parsed = parseArguments(args, io);
    return 'exitCode' in parsed ? parsed.exitCode : await perform(parsed, io);
  } catch (error) {
    return reportFailure('runai-preflight', error, io);
  }
}

async function perform(args: Arguments, io: Io): Promise<number> {
  const cwd = io.cwd ?? process.cwd();
  const { profiles, profile } = await loadProfiles(args.profile, cwd);
  const engine = createEngineWith(args.plugins, { profiles, now: io.now }, cwd);
  const checks = chooseChecks(args.checks, engine.checks);

  if (args.list) {
    const listed = engine
      .describeChecks({
        profile: profile?.id,
        // The table does not tell what each profile makes of a check, and need not wait for all of them.
        ...(args.format !== 'json' && { known: [] }),
      })
      .filter(({ id }) => checks.length === 0 || checks.includes(id));
    await writeDocument(
      args.format === 'json'
        ? `${JSON.stringify(listed, undefined, 2)}\n`
        : formatChecks(listed, textFor(args, io)),
      args.output,
      io,
    );
    return EXIT.ready;
  }
  if (args.manifest) {
    await writeDocument(manifest(engine, checks), args.output, io);
    return EXIT.ready;
  }
  return judge({ args, io, cwd, engine, checks, profile });
}

/** For all checks, and for the portal's pages; or for the chosen checks alone, with those that everything rests on. */
function manifest(engine: Engine, ids: readonly string[]): string {
  return ids.length === 0
    ? passiveManifest({ checks: engine.checks, facts: engine.facts })
    : passiveManifest({
        checks: engine.checks.filter(
          ({ id }) => ids.includes(id) || engine.gates.includes(id),
        ),
      });
}

async function judge(job: {
  args: Arguments;
  io: Io;
  cwd: string;
  engine: Engine;
  checks: string[];
  profile?: Profile;
}): Promise<number> {
  const { args, io, cwd, engine, checks } = job;
  const statements = attest(args.attestations, engine.checks);
  const target = await connect(args, cwd, io.env);
  const settings = await loadSettings({ args, name: target.name, cwd });
  const profile = job.profile ?? engine.profiles.get(settings.profile);
  const client = KubeClient.create(target.connection, {
    userAgent: `runai-preflight/${version}`,
    now: io.now,
  });
  const progress = createProgress(io);
  try {
    const session = engine.connect({
      name: settings.name,
      client,
      settings,
      profile,
      audience: 'commandLine',
    });
    const wanted = await wantedBy(args, engine, { session, cwd });
    const outcome = await session.run({
      ...(checks.length > 0 && { checks }),
      ...(args.timeoutMs !== undefined && { timeoutMs: args.timeoutMs }),
      signal: io.signal,
      statements,
      onProgress: update => progress.update(update),
    });
    progress.end();
    if (io.signal?.aborted) {
      const judged = outcome.summaries.length - outcome.unjudged.length;
      io.stderr.write(
        `Interrupted: ${judged} of ${outcome.summaries.length} checks were judged, so there is no verdict. Nothing was left in the cluster.\n`,
      );
      return EXIT.interrupted;
    }
    const report = {
      outcome: {
        ...outcome,
        results: applyStatements(
          outcome.results,
          statements,
          new Date(outcome.finishedAt),
        ),
      },
      settings,
      profile,
      server: target.connection.server,
      context: target.context,
      comparison:
        wanted && (await compare(session, outcome, wanted, statements)),
    };
    const document =
      args.format === 'json'
        ? formatJson(report)
        : formatTable(report, textFor(args, io));
    await writeDocument(document, args.output, io);
    return exitCodeOf(outcome.verdict.state);
  } finally {
    progress.end();
    await client.close();
  }
}

function textFor(args: Arguments, { stdout, env }: Io): Text {
  const isTerminal = stdout.isTTY === true && args.output === undefined;
  return new Text({
    width: (isTerminal && stdout.columns) || Number(env.COLUMNS) || 80,
    colour: isTerminal && !env.NO_COLOR && env.TERM !== 'dumb',
  });
}
