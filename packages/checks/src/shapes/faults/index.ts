import type { Fault } from '../Fault';
import { connectionFaults } from './connection';
import { gpuNodesFaults } from './gpuNodes';
import { gpuOperatorFaults } from './gpuOperator';
import { ingressFaults } from './ingress';
import { monitoringFaults } from './monitoring';
import { nodesFaults } from './nodes';
import { platformFaults } from './platform';
import { registryFaults } from './registry';
import { securityFaults } from './security';
import { softwareFaults } from './software';
import { storageFaults } from './storage';

/** Every single fault that has to be found, by what is at fault. */
export const FAULTS: readonly Fault[] = [
  ...connectionFaults,
  ...platformFaults,
  ...securityFaults,
  ...gpuNodesFaults,
  ...gpuOperatorFaults,
  ...monitoringFaults,
  ...nodesFaults,
  ...storageFaults,
  ...registryFaults,
  ...softwareFaults,
  ...ingressFaults,
];
