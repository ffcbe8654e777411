import type { CheckInfo } from '@runai-portal/backstage-plugin-runai-common';
import { CATALOGUE } from './catalogue';
import { ENGINE_REASONS, type Check, type Fact } from './declarations';
import { factsOf, type SessionOptions } from './engine/Catalogue';
import { Session } from './engine/Session';
import { weigh } from './engine/severity';
import { ProfileRegistry, type Profile } from './profiles';
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
export interface Engine {
  readonly checks: readonly Check[];
  /** Facts of the checks and of the snapshot, each once. */
  readonly facts: readonly Fact<unknown>[];
  readonly profiles: ProfileRegistry;
  /** Ids of the checks that everything else rests on. */
  readonly gates: readonly string[];
  /** @throws ProfileError where the settings name a profile that there is not */
  connect(options: ConnectOptions): Session;
  /** The catalogue, with severities as in production by that profile. */
  describeChecks(profileId?: string): CheckInfo[];
}

/**
 * An engine with our catalogue, and what a site or a plugin adds.
 *
 * @throws Error where two checks, or two facts, have the same id
 */
export function createEngine(options: EngineOptions = {}): Engine {
  const { profiles = ProfileRegistry.load(), now = () => new Date() } = options;
  const checks = [...CATALOGUE.checks, ...(options.checks ?? [])];
  const facts = [
    ...new Set([
      ...checks.flatMap(factsOf),
      ...snapshotFacts,
      ...(options.facts ?? []),
    ]),
  ];
  requireUnique('checks', checks);
  requireUnique('facts', facts);
  return {
    checks,
    facts,
    gates: CATALOGUE.gates,
    profiles,
    connect: connect =>
      new Session({
        ...connect,
        catalogue: { ...CATALOGUE, checks },
        now,
        profile: connect.profile ?? profiles.get(connect.settings.profile),
      }),
    describeChecks: id =>
      checks.map(check => describeCheck(check, profiles.get(id))),
  };
}

function describeCheck(check: Check, profile: Profile): CheckInfo {
  const { id, title, category, description, attestable, active } = check;
  return {
    id,
    title,
    category,
    description,
    requirements: [...check.requirements],
    severity: weigh(check, { environment: 'production', profile }).severity,
    attestable,
    reasons: [...Object.keys(check.outcomes), ...ENGINE_REASONS],
    active,
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
