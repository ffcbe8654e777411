import type { CheckInfo } from '@runai-portal/backstage-plugin-runai-common';
import { CATALOGUE } from './catalogue';
import type { Check, Fact } from './declarations';
import { describeCheck } from './describeCheck';
import { factsOf, type SessionOptions } from './engine/Catalogue';
import { openSession, type Session } from './engine/Session';
import { ProfileRegistry } from './profiles';
import { snapshotFacts } from './snapshot';

/** What an engine may be made with. */
export interface EngineOptions {
  profiles?: ProfileRegistry;
  /** More checks, of a site or of a plugin. */
  checks?: readonly Check[];
  /** More facts, read for the snapshot although no check rests on them. */
  facts?: readonly Fact<unknown>[];
  now?: () => Date;
}

/** One cluster to be judged; `profile` goes before the one that the settings name. */
export type ConnectOptions = Omit<
  SessionOptions,
  'catalogue' | 'now' | 'profile'
> &
  Partial<Pick<SessionOptions, 'profile'>>;

/** All checks and profiles, ready to judge clusters. */
export type Engine = ReturnType<typeof createEngine>;

/**
 * An engine with our catalogue, and what a site or a plugin adds.
 *
 * @throws Error where two checks, or two facts, have the same id
 */
export function createEngine(options: EngineOptions = {}) {
  const { profiles = ProfileRegistry.load(), now = () => new Date() } = options;
  const checks = [...CATALOGUE.checks, ...(options.checks ?? [])];
  const catalogue = { ...CATALOGUE, checks };
  const ours = [...checks.flatMap(factsOf), ...snapshotFacts];
  const facts = [...new Set([...ours, ...(options.facts ?? [])])];
  requireUnique('checks', checks);
  requireUnique('facts', facts);
  return {
    checks,
    /** Facts of the checks and of the snapshot, each once. */
    facts,
    profiles,
    /** Ids of the checks that everything else rests on. */
    gates: catalogue.gates,
    /** @throws ProfileError where the settings name a profile that there is not */
    connect(connect: ConnectOptions): Session {
      const profile = connect.profile ?? profiles.get(connect.settings.profile);
      return openSession({ ...connect, catalogue, now, profile });
    },
    /**
     * The catalogue, with severities as in production by a profile, and what each profile makes of every check.
     *
     * @param describe.profile - of which the severities are; the seed's where absent
     * @param describe.known - ids of the profiles that are told of; all where absent
     */
    describeChecks(
      describe: { profile?: string; known?: readonly string[] } = {},
    ): CheckInfo[] {
      const context = {
        profile: profiles.get(describe.profile),
        profiles: (describe.known ?? profiles.ids()).map(id =>
          profiles.get(id),
        ),
        own: new Set(options.checks?.map(({ id }) => id)),
      };
      return checks.map(check => describeCheck(check, context));
    },
  };
}

function requireUnique(what: string, items: readonly { id: string }[]): void {
  const ids = items.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) {
    throw new Error(
      `Two ${what} have the id "${twice}": one of them must be renamed`,
    );
  }
}
