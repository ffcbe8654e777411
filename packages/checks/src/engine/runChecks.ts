import { setMaxListeners } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type {
  CheckCategory,
  CheckSummary,
  Result,
  RunEvent,
  Statements,
  Verdict,
} from '@runai-portal/backstage-plugin-runai-common';
import type { KubeClient } from '@runai-portal/kube';
import type { Check, Fact, FactOutcomes } from '../declarations';
import { factsNeeded, type Catalogue } from './Catalogue';
import {
  closedGate,
  judgeBehind,
  judgementOf,
  type EvaluateInput,
} from './evaluate';
import type { FactCollector } from './FactCollector';
import { RunProgress } from './RunProgress';
import { summariseChecks } from './summarise';

/** Longest time of a passive run. */
export const RUN_TIMEOUT_MS = 90_000;

/** What to run, and how. */
export interface RunOptions {
  /** Ids of checks; all of the passive run where neither this nor `category` is given. */
  checks?: readonly string[];
  category?: CheckCategory;
  /** Names of nodes: only their results are returned; summaries are over all subjects even so. */
  subjects?: readonly string[];
  signal?: AbortSignal;
  /** 90 s where absent. */
  timeoutMs?: number;
  /** Read every fact anew, also those that are young enough. */
  fresh?: boolean;
  onProgress?: (progress: {
    done: number;
    total: number;
    event: RunEvent;
  }) => void;
  /** Waivers and attestations. */
  statements?: Statements;
}

/** What a run found. */
export interface RunOutcome {
  /** Id of the profile. */
  profile: string;
  /** Of the checks that were judged; `changedAt` is `observedAt`, the store keeps the older. */
  results: Result[];
  /** Of the planned checks; those that were not judged are `skipped`. */
  summaries: CheckSummary[];
  /** Over the planned checks. */
  verdict: Verdict;
  /** HTTP requests that this run sent. */
  requests: number;
  startedAt: string;
  finishedAt: string;
  /** `completed`: every planned check has a status; `partial`: canceled, or out of time, with some judged; `failed`: none was. */
  status: 'completed' | 'partial' | 'failed';
  /** Why not all were judged. */
  interruption?: 'canceled' | 'deadline';
  /** Planned checks without a status. */
  unjudged: string[];
  facts: FactOutcomes;
}

/** The part of a session that a run needs. */
export interface RunTarget
  extends Omit<EvaluateInput, 'facts' | 'now' | 'cluster'> {
  readonly name: string;
  readonly catalogue: Catalogue;
  readonly now: () => Date;
}

/** What a run works with. */
interface Run {
  session: RunTarget;
  collector: FactCollector;
  client: KubeClient;
}

/**
 * One run: the checks that everything rests on first, then the facts of all others at once, each check judged as soon as its
 * facts are there.
 */
export async function runChecks(
  { session, collector, client }: Run,
  options: RunOptions,
): Promise<RunOutcome> {
  const startedAt = session.now();
  const { catalogue } = session;
  const planned = plan(catalogue.checks, options);
  const passive = planned.filter(check => !check.active);
  const gates = catalogue.checks.filter(({ id }) =>
    catalogue.gates.includes(id),
  );
  const needs = new Map(
    [...gates, ...planned].map(check => [
      check,
      factsNeeded(check, catalogue.checks),
    ]),
  );
  const needsOf = (check: Check) => needs.get(check) ?? [];
  const progress = new RunProgress(passive, session.now, options.onProgress);
  const facts: FactOutcomes = {};
  const deadline = AbortSignal.timeout(options.timeoutMs ?? RUN_TIMEOUT_MS);
  const signal = options.signal
    ? AbortSignal.any([options.signal, deadline])
    : deadline;
  // Every fact and every request of the run listens to it.
  setMaxListeners(0, signal);
  const notBefore = options.fresh ? startedAt : undefined;

  const read = async (fact: Fact<unknown>) => {
    facts[fact.id] ??= await collector.collect(fact, {
      client,
      signal,
      notBefore,
    });
    progress.fact(fact, facts[fact.id]);
  };
  const judgement = judgementOf(catalogue, input(session, facts), {
    growing: true,
  });
  const closed = () => closedGate(catalogue, judgement) !== undefined;
  const judged = new Map<string, Result[]>();
  const judge = () => {
    const gate = closedGate(catalogue, judgement);
    const ready = planned.filter(
      check =>
        !judged.has(check.id) &&
        (check.active || gate || needsOf(check).every(({ id }) => id in facts)),
    );
    for (const result of judgeBehind(gate, ready, catalogue, judgement)) {
      const list = judged.get(result.checkId);
      if (list) {
        list.push(result);
      } else {
        judged.set(result.checkId, [result]);
      }
    }
    progress.judged(ready, judged);
  };

  progress.started(session.name, session.profile.id);
  try {
    for (const gate of gates) {
      if (!closed()) {
        await readAll(needsOf(gate), read);
      }
    }
    if (!closed()) {
      const wanted = [...new Set(passive.flatMap(needsOf))].filter(
        ({ id }) => !(id in facts),
      );
      await readAll(
        [
          ...wanted.filter(({ turn }) => turn === 'first'),
          ...wanted.filter(({ turn }) => turn === undefined),
        ],
        async fact => {
          await read(fact);
          // Facts that waited for this one are asked for first: judging keeps the process busy.
          await nextTurn();
          judge();
        },
      );
      await readAll(
        wanted.filter(({ turn }) => turn === 'last'),
        read,
      );
    }
  } catch (error) {
    if (!signal.aborted) {
      throw error;
    }
  }
  judgement.reading.close();
  judge();
  const results = planned.flatMap(({ id }) => judged.get(id) ?? []);
  return conclude({
    session,
    planned,
    facts,
    client,
    startedAt,
    progress,
    options,
    results,
  });
}

interface Conclusion {
  session: RunTarget;
  planned: readonly Check[];
  facts: FactOutcomes;
  client: KubeClient;
  startedAt: Date;
  progress: RunProgress;
  options: RunOptions;
  results: Result[];
}

function conclude(run: Conclusion): RunOutcome {
  const { session, planned, facts, client, options, progress, results } = run;
  const judged = new Set(results.map(({ checkId }) => checkId));
  const passive = planned.filter(check => !check.active);
  const unjudged = passive
    .filter(({ id }) => !judged.has(id))
    .map(({ id }) => id);
  const interruption = options.signal?.aborted ? 'canceled' : 'deadline';
  const status = statusOf(passive.length, unjudged.length);
  progress.finished(status, unjudged.length > 0 ? interruption : undefined);
  const { summaries, verdict } = summariseChecks({
    ...input(session, facts),
    checks: planned,
    results,
    statements: options.statements,
  });
  const { subjects } = options;
  return {
    profile: session.profile.id,
    results: subjects
      ? results.filter(({ subject }) => subjects.includes(subject.name))
      : results,
    summaries,
    verdict,
    requests: client.stats.requests,
    startedAt: run.startedAt.toISOString(),
    finishedAt: session.now().toISOString(),
    status,
    ...(unjudged.length > 0 && { interruption }),
    unjudged,
    facts,
  };
}

function statusOf(planned: number, unjudged: number): RunOutcome['status'] {
  if (unjudged === 0) {
    return 'completed';
  }
  return unjudged < planned ? 'partial' : 'failed';
}

function plan(
  checks: readonly Check[],
  { checks: ids, category }: RunOptions,
): Check[] {
  const unknown =
    ids?.filter(id => !checks.some(check => check.id === id)) ?? [];
  if (unknown.length > 0) {
    throw new Error(`There is no check ${unknown.join(', ')}`);
  }
  return checks.filter(
    check =>
      (!ids || ids.includes(check.id)) &&
      (!category || check.category === category),
  );
}

function input(session: RunTarget, facts: FactOutcomes): EvaluateInput {
  const { profile, settings, name, audience } = session;
  return {
    facts,
    profile,
    settings,
    now: session.now(),
    cluster: name,
    audience,
  };
}

async function readAll(
  facts: readonly Fact<unknown>[],
  read: (fact: Fact<unknown>) => Promise<unknown>,
): Promise<void> {
  const settled = await Promise.allSettled(facts.map(read));
  const rejected = settled.find(({ status }) => status === 'rejected');
  if (rejected?.status === 'rejected') {
    throw rejected.reason;
  }
}
