export { buildSnapshot } from './buildSnapshot';
export type { SnapshotContext } from './buildSnapshot';
export type {
  ClusterSnapshot,
  HealthNow,
  UnreadableFact,
} from './ClusterSnapshot';
export { snapshotFacts } from './snapshotFacts';
export {
  SnapshotTaker,
  type SnapshotOptions,
  type SnapshotSource,
  type TakenSnapshot,
} from './SnapshotTaker';
