import type {
  Axis,
  Capacity,
  Condition,
  ConnectionState,
  DeclaredAndDetected,
  GpuProductCapacity,
  HealthState,
  InstallView,
  NodeView,
  PlatformFacts,
  PlatformLine,
  RunaiService,
  Timestamp,
} from '@runai-portal/backstage-plugin-runai-common';

/** Health as it looks right now: hysteresis is applied by whoever keeps the time series. */
export interface HealthNow {
  state: HealthState;
  reason: string;
  message: string;
}

/** A fact that could not be read, and what to say of it. */
export interface UnreadableFact {
  fact: string;
  reason: string;
  message: string;
}

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
  services: RunaiService[];
  conditions: Condition[];
  unreadable: UnreadableFact[];
}
