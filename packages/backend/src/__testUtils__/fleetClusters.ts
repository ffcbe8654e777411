import { connectionFromSettings } from '@runai-portal/kube';
import type { SourcedCluster } from '@runai-portal/backstage-plugin-runai-node';
import { cluster, node, type RunningCluster } from '@runai-portal/simulator';

/** A cluster of the fleet and what its settings say. */
export interface FleetCluster {
  name: string;
  owner: string;
  team: string;
  environment: 'production' | 'trial';
  running: RunningCluster;
}

const OWNERS = ['it', 'vision', 'labs'];
const TEAMS = ['vision', 'speech'];
const ENVIRONMENTS = ['production', 'trial'] as const;
/** Words that stand nowhere else: an answer that holds one tells of the cluster. */
const NAMES = [
  'aurora',
  'borealis',
  'cygnus',
  'draco',
  'eridanus',
  'fornax',
  'gemini',
  'hydra',
  'indus',
  'juniper',
  'kepler',
  'lacerta',
];

/** Twelve small clusters, one for each owner, team and environment; or some of them, by name. */
export async function startClusters(
  names: readonly string[] = NAMES,
): Promise<FleetCluster[]> {
  const settings = OWNERS.flatMap(owner =>
    TEAMS.flatMap(team =>
      ENVIRONMENTS.map(environment => ({ owner, team, environment })),
    ),
  );
  return Promise.all(
    names.map(async name => {
      const index = NAMES.indexOf(name);
      const running = await cluster(name)
        .kubernetes('1.20.2')
        .nodes(node(`${name}-gpu`).gpus(index + 1, 'Tesla V100-SXM2-32GB'))
        .start();
      return { name, ...settings[index], running };
    }),
  );
}

/** As a source of the portal tells of it. */
export function sourced(member: FleetCluster): SourcedCluster {
  const { name, owner, team, environment, running } = member;
  return {
    sourceName: name,
    connection: connectionFromSettings(running.connection()),
    settings: {
      title: `The cluster ${name}`,
      owner: `group:default/${owner}`,
      labels: { team },
      environment,
      kubernetesProxy: { enabled: true },
    },
  };
}
