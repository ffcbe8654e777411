import type { ClusterDeclaration } from '../ClusterDeclaration';
import type { RunningCluster } from '../RunningCluster';

/** An entry of `runai.clusters`, as a person would write it for a cluster of the demo. @public */
export interface DemoSettings {
  name: string;
  title: string;
  owner: string;
  environment: 'production' | 'trial';
  mode?: 'cloud' | 'hybrid' | 'fullyOnPrem' | 'airGapped';
  labels: Record<string, string>;
  contact?: { title: string; url?: string };
  existingPrometheus?: boolean;
  registry?: string;
  storage?: { class?: string; nfsServer?: string };
  controlPlane?: { url: string };
  kubernetesProxy?: { enabled: boolean };
}

/** What somebody has stated of a demo cluster where nothing can be read. @public */
export interface DemoAttestation {
  checkId: string;
  /** Entity reference of who stated it. */
  by: string;
  value: boolean;
  note: string;
  /** Days from the start of the demo. */
  validDays: number;
}

/** One cluster of the demo fleet: what is told of it, and how it is made. */
export interface DemoCluster {
  settings: DemoSettings;
  attestations?: DemoAttestation[];
  /** @param now - the start of the demo: "41 minutes ago" is before it */
  declare: (now: Date) => ClusterDeclaration;
  /** What happens to it while it runs. Returns what stops that. */
  live?: (running: RunningCluster) => () => void;
}

/**
 * What a platform engineer has stated of the network: the checks that only probes inside the cluster could judge.
 *
 * @param note - why it is known to hold
 */
export function networkStated(note: string): DemoAttestation[] {
  return [
    'network.egress',
    'network.dns',
    'registry.endpoint',
    'registry.pull',
  ].map(checkId => stated(checkId, note));
}

/** What a platform engineer has stated of how people work, which no API shows. */
export function researchersStated(note: string): DemoAttestation[] {
  return [stated('user.container-images', note)];
}

function stated(checkId: string, note: string): DemoAttestation {
  return {
    checkId,
    by: 'user:default/piet',
    value: true,
    note,
    validDays: 180,
  };
}

/** The token with which the portal calls a cluster of the demo. */
export const portalToken = 'demo-portal-token';

/** An instant before `now`, as Kubernetes writes it. */
export function minutesBefore(now: Date, minutes: number): string {
  return secondsBefore(now, minutes * 60);
}

export function secondsBefore(now: Date, seconds: number): string {
  const date = new Date(now.getTime() - seconds * 1000);
  return `${date.toISOString().slice(0, 19)}Z`;
}
