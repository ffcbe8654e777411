export {
  buildSnapshot,
  snapshotFacts,
  type ClusterSnapshot,
} from './buildSnapshot';
export { SnapshotTaker } from './SnapshotTaker';
