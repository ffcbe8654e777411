export { buildSnapshot } from './buildSnapshot';
export type { ClusterSnapshot } from './ClusterSnapshot';
export { snapshotFacts } from './snapshotFacts';
export { SnapshotTaker } from './SnapshotTaker';
