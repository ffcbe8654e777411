import type { ClusterSettingsInput } from '../../settings';
import type { OutcomeCases } from '../../testing';
import { backendServices, installedFacts } from '../../testing/phases';
import type { backendLocal } from './backendLocal';

function declaring(url?: string): Partial<ClusterSettingsInput> {
  return { mode: 'fullyOnPrem', ...(url && { controlPlane: { url } }) };
}

const absent = installedFacts();
const ready = installedFacts({ workloads: backendServices() });
const none = installedFacts({ workloads: backendServices(0) });
const [first, ...others] = backendServices();
const some = installedFacts({
  workloads: [first, ...backendServices(0).slice(0, others.length)],
});

export const cases: OutcomeCases<typeof backendLocal> = {
  Ready: { facts: ready, settings: declaring('https://runai.corp.example') },
  AddressIsIp: { facts: ready, settings: declaring('https://10.0.0.7') },
  AddressInCloud: { facts: absent, settings: declaring('https://app.run.ai') },
  SomeNotReady: { facts: some, settings: declaring() },
  NoneReady: { facts: none, settings: declaring() },
  Elsewhere: {
    facts: absent,
    settings: declaring('https://runai.corp.example'),
  },
  Absent: { facts: absent, settings: declaring() },
};
