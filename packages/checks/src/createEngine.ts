import type { CheckInfo } from '@runai-portal/backstage-plugin-runai-common';
import { CATALOGUE } from './catalogue';
import type { Check, Fact } from './declarations';
import { describeCheck } from './describeCheck';
import { factsOf, type SessionOptions } from './engine/Catalogue';
import { openSession, type Session } from './engine/Session';
import { requireDeclarations } from './ownDeclarations';
import { ProfileRegistry } from './profiles';
import { snapshotFacts } from './snapshot';

/** What an engine may be made with. */
export interface EngineOptions {
  profiles?: ProfileRegistry;
  /** More checks, of a site or of a plugin. */
  checks?: readonly Check[];
  /** More facts, which the roles hold although no check rests on them. */
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
 * @throws DeclarationError where what is added breaks the rules for it, see {@link requireDeclarations}
 */
export function createEngine(options: EngineOptions = {}) {
  const { profiles = ProfileRegistry.load(), now = () => new Date() } = options;
  const own = { checks: options.checks ?? [], facts: options.facts ?? [] };
  requireDeclarations(
    {
      checks: CATALOGUE.checks,
      sources: [...snapshotFacts, CATALOGUE.platform],
    },
    { checks: own.checks, sources: own.facts },
  );
  const checks = [...CATALOGUE.checks, ...own.checks];
  const catalogue = { ...CATALOGUE, checks };
  const facts = [
    ...new Set([...checks.flatMap(factsOf), ...snapshotFacts, ...own.facts]),
  ];
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
        own: new Set(own.checks.map(({ id }) => id)),
      };
      return checks.map(check => describeCheck(check, context));
    },
  };
}
