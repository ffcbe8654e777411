import type { RunaiFleetDocument } from '@runai-portal/backstage-plugin-runai-common';

/**
 * What the search knows of the fleet: nothing of any cluster, so that everybody who may read one finds it.
 *
 * @param location - the path of its page
 */
export function fleetDocument(location: string): RunaiFleetDocument {
  return {
    title: 'GPU clusters',
    text: 'Connection, health, Run:ai readiness and installation of all clusters',
    location,
    isFleet: true,
  };
}
