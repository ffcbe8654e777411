import type { RunningCluster } from '../RunningCluster';
import { cloudGpu } from './cloudGpu';
import { edgeDc } from './edgeDc';
import { gpuProd } from './gpuProd';
import { ocpLab } from './ocpLab';
import { rancherMl } from './rancherMl';
import { sharedIt } from './sharedIt';
import type { DemoAttestation, DemoCluster, DemoSettings } from './types';
import { vault } from './vault';

/** The demo fleet, in the order of its description. */
export const demoClusters: DemoCluster[] = [
  gpuProd,
  ocpLab,
  vault,
  rancherMl,
  cloudGpu,
  edgeDc,
  sharedIt,
];

/** @public What somebody has stated, with its times. */
export interface DemoAttestationNote {
  by: string;
  value: boolean;
  note: string;
  at: string;
  expiresAt: string;
}

/** @public One cluster of the running demo. */
export interface DemoFleetMember {
  name: string;
  /** An entry of `runai.clusters`. */
  settings: DemoSettings;
  /** By check id, in the form in which the checks take them. */
  attestations: Record<string, DemoAttestationNote>;
  running: RunningCluster;
}

/** @public */
export interface DemoFleet {
  clusters: DemoFleetMember[];
  close(): Promise<void>;
}

/**
 * Starts the seven simulated clusters of the demo over HTTPS, each on a free port of 127.0.0.1.
 *
 * @param options - `names`: only these; `now`: the clock of the servers, whose start is the moment the demo is set in
 * @public
 */
export async function startDemoFleet(
  options: { names?: string[]; now?: () => Date } = {},
): Promise<DemoFleet> {
  const { names, now = () => new Date() } = options;
  const wanted = demoClusters.filter(
    ({ settings }) => names?.includes(settings.name) ?? true,
  );
  const stops: (() => void)[] = [];
  const clusters = await Promise.all(
    wanted.map(async ({ settings, attestations = [], declare, live }) => {
      const running = await declare(now()).start({ now });
      if (live) {
        stops.push(live(running));
      }
      return {
        name: settings.name,
        // They are there to be looked at.
        settings: { ...settings, kubernetesProxy: { enabled: true } },
        attestations: notes(attestations, now()),
        running,
      };
    }),
  );
  return {
    clusters,
    async close() {
      stops.forEach(stop => stop());
      await Promise.all(clusters.map(({ running }) => running.close()));
    },
  };
}

function notes(
  attestations: DemoAttestation[],
  now: Date,
): Record<string, DemoAttestationNote> {
  const day = 24 * 60 * 60 * 1000;
  return Object.fromEntries(
    attestations.map(({ checkId, validDays, ...statement }) => [
      checkId,
      {
        ...statement,
        at: now.toISOString(),
        expiresAt: new Date(now.getTime() + validDays * day).toISOString(),
      },
    ]),
  );
}
