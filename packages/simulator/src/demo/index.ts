export {
  startDemoFleet,
  type DemoFleet,
  type DemoFleetMember,
} from './startDemoFleet';
export type { DemoAttestation, DemoSettings } from './types';
