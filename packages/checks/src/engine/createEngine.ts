import type { CheckInfo } from '@runai-portal/backstage-plugin-runai-common';
import type { KubeClient } from '@runai-portal/kube';
import type { Audience, Check, Fact } from '../declarations';
import { ENGINE_REASONS } from '../declarations';
import { ProfileRegistry, type Profile } from '../profiles';
import type { ClusterSettings } from '../settings';
import { factsOf, type Catalogue } from './Catalogue';
import { Session } from './Session';
import { weigh } from './severity';

/** What an engine may be made with. */
export interface EngineOptions {
  profiles?: ProfileRegistry;
  /** More checks, of a site or of a plugin. */
  checks?: readonly Check[];
  /** More facts, read for the snapshot although no check rests on them. */
  facts?: readonly Fact<unknown>[];
  now?: () => Date;
}

/** One cluster to be judged. */
export interface ConnectOptions {
  /** Our name of the cluster. */
  name: string;
  /** Its limiter bounds the requests at once. */
  client: KubeClient;
  settings: ClusterSettings;
  /** Goes before the profile that the settings name. */
  profile?: Profile;
  /** `portal` where absent. */
  audience?: Audience;
}

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

/** @throws Error where two checks, or two facts, have the same id */
export function createEngineWith(
  catalogue: Catalogue,
  options: EngineOptions = {},
): Engine {
  const { profiles = ProfileRegistry.load(), now = () => new Date() } = options;
  const checks = unique('checks', [
    ...catalogue.checks,
    ...(options.checks ?? []),
  ]);
  const facts = unique('facts', [
    ...new Set([
      ...checks.flatMap(factsOf),
      ...catalogue.facts,
      ...(options.facts ?? []),
    ]),
  ]);
  const whole: Catalogue = { ...catalogue, checks, facts };
  return {
    checks,
    facts,
    gates: catalogue.gates,
    profiles,
    connect: ({ profile, ...connect }) =>
      new Session({
        ...connect,
        catalogue: whole,
        now,
        profile: profile ?? profiles.get(connect.settings.profile),
      }),
    describeChecks: profileId =>
      checks.map(check => describeCheck(check, profiles.get(profileId))),
  };
}

function describeCheck(check: Check, profile: Profile): CheckInfo {
  return {
    id: check.id,
    title: check.title,
    category: check.category,
    description: check.description,
    requirements: [...check.requirements],
    severity: weigh(check, { environment: 'production', profile }).severity,
    attestable: check.attestable,
    reasons: [...Object.keys(check.outcomes), ...ENGINE_REASONS],
    active: check.active,
  };
}

function unique<Item extends { id: string }>(
  what: string,
  items: readonly Item[],
): Item[] {
  const seen = new Set<string>();
  for (const { id } of items) {
    if (seen.has(id)) {
      throw new Error(
        `Two ${what} have the id "${id}": one of them must be renamed`,
      );
    }
    seen.add(id);
  }
  return [...items];
}
