import { defineObservation } from '../declarations';
import { nodesFact } from '../facts/nodes';
import { cloudTable } from '../profiles/tables';
import { distributionObservation } from './distribution';

const MACHINE = 'nvidia.com/gpu.machine';

/** Whether the machines are a cloud's: by one node that shows it, or a distribution that only a cloud offers. */
export const cloudMachinesObservation = defineObservation({
  id: 'cloud-machines',
  uses: { nodes: nodesFact, distribution: distributionObservation },
  observe: ({ nodes, distribution }) => {
    for (const { name, providerID = '', labels } of nodes) {
      const machine = labels[MACHINE] ?? '';
      const cloud =
        providerID || machine
          ? cloudTable().find(
              row => row.providerID?.(providerID) || row.machine?.(machine),
            )
          : undefined;
      if (cloud) {
        const byProvider = cloud.providerID?.(providerID);
        return {
          cloud: cloud.title,
          what: `node/${name}`,
          key: byProvider ? 'spec.providerID' : MACHINE,
          value: byProvider ? providerID : machine,
          of: nodes.length,
        };
      }
    }
    return {
      cloud: distribution.managed ? distribution.title : undefined,
      what: distribution.managed ? 'distribution' : `${nodes.length} nodes`,
      key: distribution.managed ? undefined : 'spec.providerID of a cloud',
      value: distribution.managed ? distribution.title : 'absent',
      of: nodes.length,
    };
  },
});
