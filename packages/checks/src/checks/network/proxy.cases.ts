import { openshiftProxyFact } from '../../facts/openshift';
import { workloadsFact } from '../../facts/workloads';
import { clusterNetworksFact } from '../../observations/followUps/clusterNetworks';
import type { ClusterSettingsInput } from '../../settings';
import {
  fact,
  facts,
  failedFact,
  type FactValue,
  type OutcomeCases,
} from '../../testing';
import type { proxy } from './proxy';

type Networks = FactValue<typeof clusterNetworksFact>;

export const KUBEADM: Networks = {
  networks: ['10.244.0.0/16', '10.96.0.0/12'],
  addresses: ['10.96.0.1', '10.244.0.7'],
  apiHost: 'api.example.com',
};

/** A proxy of the settings, and what the cluster tells of its networks. */
export function withProxy(
  noProxy: string | undefined,
  networks: Networks = KUBEADM,
  settings: Partial<ClusterSettingsInput> = {},
) {
  return {
    facts: facts(
      fact(openshiftProxyFact, {}),
      fact(workloadsFact, []),
      fact(clusterNetworksFact, networks),
    ),
    settings: {
      proxy: { httpsProxy: 'http://jane:secret@proxy.example:3128', noProxy },
      ...settings,
    },
  };
}

export const cases: OutcomeCases<typeof proxy> = {
  Complete: withProxy('.svc,10.0.0.0/8,.example.com'),
  Incomplete: withProxy('.svc,localhost'),
  NetworksNotTold: withProxy('.svc', { networks: [], addresses: [] }),
  NotAllSeen: {
    facts: facts(
      fact(openshiftProxyFact, {}),
      failedFact(workloadsFact, 'Forbidden', 'Forbidden(list deployments)'),
      fact(clusterNetworksFact, { networks: [], addresses: [] }),
    ),
  },
  NoProxy: {
    facts: facts(
      fact(openshiftProxyFact, {}),
      fact(workloadsFact, []),
      fact(clusterNetworksFact, { networks: [], addresses: [] }),
    ),
  },
};
