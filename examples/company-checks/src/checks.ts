import { nodeCostCentre } from './nodeCostCentre';

/** What the portal adds to its own, and what the command line loads with `--plugin`. */
export const checks = [nodeCostCentre];
