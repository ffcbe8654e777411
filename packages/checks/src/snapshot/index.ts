export { buildSnapshot } from './buildSnapshot';
export type { SnapshotContext } from './buildSnapshot';
export type {
  ClusterSnapshot,
  HealthNow,
  UnreadableFact,
} from './ClusterSnapshot';
export { snapshotFacts } from './snapshotFacts';
export type { SnapshotOptions } from './takeSnapshot';
