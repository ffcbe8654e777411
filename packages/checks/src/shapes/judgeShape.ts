import type { Statements } from '@runai-portal/backstage-plugin-runai-common';
import { KubeClient } from '@runai-portal/kube';
import type {
  ClusterDeclaration,
  PolicyRule,
  RunningCluster,
} from '@runai-portal/simulator';
import { parseAllDocuments } from 'yaml';
import { passiveManifest } from '../access/accessManifest';
import { createEngine } from '../createEngine';
import type { RunOptions, RunOutcome } from '../engine/Run';
import { clusterSettingsSchema } from '../settings';
import { SnapshotTaker } from '../snapshot';
import type { HealthyShape } from './HealthyShape';

/** When the clusters of this folder are looked at: some days after everything in them came to rest. */
export const SHAPES_NOW = new Date('2026-11-02T09:00:00.000Z');

/** All checks and shipped profiles, at {@link SHAPES_NOW}. */
export const shapesEngine = createEngine({ now: () => SHAPES_NOW });

/** What people state of a cluster in good order: all that needs probes, and all that nobody can see. */
export const everythingStated: Statements = {
  attestations: Object.fromEntries(
    shapesEngine.checks
      .filter(({ active, attestable }) => active || attestable)
      .map(({ id }) => [
        id,
        {
          value: true,
          by: 'user:default/piet',
          note: 'Tried by hand.',
          expiresAt: '2027-01-01T00:00:00.000Z',
        },
      ]),
  ),
};

interface Role {
  kind: string;
  metadata: { namespace?: string };
  rules?: PolicyRule[];
}

/** What the generated manifest grants, role by role. */
export const GRANTED: readonly Role[] = parseAllDocuments(
  passiveManifest(shapesEngine),
)
  .map((document): Role => document.toJS())
  .filter(({ rules }) => rules !== undefined);

/** Starts a shape, or what was made of it, with the account of the generated manifest alone. */
export async function startShape(
  declared: ClusterDeclaration,
): Promise<RunningCluster> {
  const namespaces = GRANTED.flatMap(({ metadata, rules = [] }) =>
    metadata.namespace ? [[metadata.namespace, rules] as const] : [],
  );
  const everywhere = GRANTED.filter(({ metadata }) => !metadata.namespace);
  return declared
    .account('portal-token', {
      user: 'runai-portal',
      rules: everywhere.flatMap(({ rules = [] }) => rules),
      namespaces: Object.fromEntries(namespaces),
    })
    .start({ now: () => SHAPES_NOW });
}

interface JudgeOptions extends Pick<RunOptions, 'checks' | 'statements'> {
  /** Reads what the pages show besides, too. */
  withSnapshot?: boolean;
}

/** One passive run over a real socket. */
export async function judgeShape(
  { settings, id }: Pick<HealthyShape, 'settings' | 'id'>,
  running: RunningCluster,
  options: JudgeOptions = {},
): Promise<RunOutcome> {
  const { token, ...connection } = running.connection();
  const client = KubeClient.create(
    { ...connection, credentials: async () => ({ token }) },
    { now: () => SHAPES_NOW },
  );
  try {
    const session = shapesEngine.connect({
      name: id,
      client,
      settings: clusterSettingsSchema.parse({ name: id, ...settings }),
    });
    if (options.withSnapshot) {
      await new SnapshotTaker(session).snapshot();
    }
    return await session.run(options);
  } finally {
    await client.close();
  }
}
