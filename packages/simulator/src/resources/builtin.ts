import { clusterResources } from './builtin/clusterResources';
import { coreResources } from './builtin/coreResources';
import { platformResources } from './builtin/platformResources';
import type { ResourceDeclaration } from './types';

/**
 * What a Kubernetes API server serves by default, by minor version: 1.16 and later. Alpha versions, and betas that
 * are off by default (all new ones since 1.24), are left out, as on a server nobody has changed.
 */
export const builtinResources: ResourceDeclaration[] = [
  ...coreResources,
  ...platformResources,
  ...clusterResources,
];
