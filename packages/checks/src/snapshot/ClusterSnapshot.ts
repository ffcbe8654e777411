import type {
  Axis,
  Capacity,
  ConnectionState,
  DeclaredAndDetected,
  GpuProductCapacity,
  InstallView,
  NodeView,
  PlatformFacts,
  PlatformLine,
  Timestamp,
} from '@runai-portal/backstage-plugin-runai-common';
import type { HealthNow } from '../health/healthNow';

/** What a cluster looks like at one moment. Parts whose facts failed are undefined, never empty or zero. */
export interface ClusterSnapshot {
  observedAt: Timestamp;
  connection: Axis<ConnectionState>;
  healthNow: HealthNow;
  install: InstallView;
  capacity?: Capacity;
  /** Undefined where nodes could not be read. */
  gpus?: GpuProductCapacity[];
  nodes?: NodeView[];
  platform?: PlatformFacts;
  platformLines: PlatformLine[];
  detected: DeclaredAndDetected[];
  /** The facts that could not be read, with their ids, and what to say of them. */
  unreadable: { fact: string; reason: string; message: string }[];
}
