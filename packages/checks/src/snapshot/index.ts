export {
  buildSnapshot,
  snapshotFacts,
  type ClusterSnapshot,
} from './buildSnapshot';
export { readPlatform } from './readPlatform';
export { SnapshotTaker } from './SnapshotTaker';
