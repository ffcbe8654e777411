import {
  CLUSTER_USES,
  TRACKS,
  type CheckInfo,
  type CheckPermission,
  type CheckRemedy,
  type CheckVerification,
  type CheckWeight,
  type Track,
} from '@runai-portal/backstage-plugin-runai-common';
import {
  ENGINE_REASONS,
  type Check,
  type Remedy,
  type Verification,
} from './declarations';
import { isOfResource, neededAccess } from './engine/neededPermissions';
import { ruleFor, unasked, weigh } from './engine/severity';
import type { Profile } from './profiles';
import { documentOf } from './profiles/documents';
import { seedStatements } from './profiles/statements';
import { distributionTable } from './profiles/tables';

const TRACK_TITLES: Record<Track, string> = {
  kubernetes: 'Kubernetes',
  openshift: 'OpenShift',
};

/** A check as the catalogue tells of it, all that its declaration says; sentences and commands as they are written. */
export function describeCheck(
  check: Check,
  context: {
    /** By which its severity is told, as in production where the cluster is used for all that there is. */
    profile: Profile;
    /** All that there are. */
    profiles: readonly Profile[];
    /** Ids of the checks that a plugin brought. */
    own: ReadonlySet<string>;
  },
): CheckInfo {
  const { id, title, category, description, attestable, active } = check;
  const { scope, expected, verify, dependsOn } = check;
  const { profile, profiles, own } = context;
  const needed = neededAccess([check]);
  return {
    id,
    title,
    category,
    description,
    own: own.has(id),
    scope,
    requirements: [...check.requirements],
    statements: check.requirements.map(requirement => ({
      id: requirement,
      text: seedStatements()[requirement] ?? requirement,
    })),
    severity: weigh(check, {
      environment: 'production',
      uses: [...CLUSTER_USES],
      profile,
    }).severity,
    dependsOn: [...dependsOn],
    attestable,
    ...(expected && { expected }),
    ...(verify && { verify: verificationOf(verify) }),
    reasons: [...new Set([...Object.keys(check.outcomes), ...ENGINE_REASONS])],
    outcomes: Object.entries(check.outcomes).map(
      ([reason, { status, says, remedy }]) => ({
        reason,
        status,
        says,
        ...(remedy && { remedy: remedyOf(remedy) }),
      }),
    ),
    permissions: permissionsOf(needed),
    paths: needed.flatMap(({ permission }) =>
      'nonResourceURL' in permission ? permission.nonResourceURL : [],
    ),
    profiles: profiles.map(each => weightOf(check, each)),
    active,
  };
}

function verificationOf({
  where,
  ...general
}: Verification): CheckVerification {
  const whole = ({ text, commands = [] }: Omit<Verification, 'where'>) => ({
    text,
    commands: [...commands],
  });
  return {
    ...whole(general),
    where: placesOf(where).map(({ there, ...place }) => ({
      ...place,
      ...whole({ ...general, ...there }),
    })),
  };
}

function remedyOf({ where, ...general }: Remedy): CheckRemedy {
  const whole = (remedy: Omit<Remedy, 'where'>) => {
    const { owner = 'cluster-admin', text, commands = [], docs = [] } = remedy;
    return {
      owner,
      text,
      commands: [...commands],
      docs: docs.map(doc => (typeof doc === 'string' ? documentOf(doc) : doc)),
    };
  };
  return {
    ...whole(general),
    where: placesOf(where).map(({ there, ...place }) => ({
      ...place,
      ...whole({ ...general, ...there }),
    })),
  };
}

function placesOf(where: Remedy['where'] = {}) {
  return Object.entries(where).map(([place, there]) => ({
    place,
    title: titleOf(place),
    there,
  }));
}

function titleOf(place: string): string {
  const track = TRACKS.find(known => known === place);
  return track
    ? TRACK_TITLES[track]
    : distributionTable().find(({ id }) => id === place)?.title ?? place;
}

/** Names of one resource together. */
function permissionsOf(
  needed: ReturnType<typeof neededAccess>,
): CheckPermission[] {
  const permissions = new Map<string, CheckPermission>();
  for (const { permission } of needed.filter(isOfResource)) {
    const { verb, group = '', resource, resourceName, namespace } = permission;
    const key = [verb, group, resource, namespace, !resourceName].join('|');
    const { names = [] } = permissions.get(key) ?? {};
    permissions.set(key, {
      verb,
      group,
      resource,
      ...(namespace && { namespace }),
      ...(resourceName && { names: [...names, resourceName] }),
    });
  }
  return [...permissions.values()];
}

function weightOf(check: Check, profile: Profile): CheckWeight {
  const rule = ruleFor(check, profile);
  const notAsked = unasked(check, profile);
  const note = notAsked ?? rule?.note;
  return {
    id: profile.id,
    ...(notAsked && { asked: false }),
    severity: rule?.severity ?? check.severity,
    ...(rule?.environments && { environments: rule.environments }),
    ...(rule?.modes && { modes: rule.modes }),
    ...(note && { note }),
    ...(rule && { source: rule.source }),
  };
}
