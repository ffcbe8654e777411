export {
  startDemoFleet,
  type DemoAttestationNote,
  type DemoFleet,
  type DemoFleetMember,
} from './startDemoFleet';
export type { DemoSettings } from './types';
