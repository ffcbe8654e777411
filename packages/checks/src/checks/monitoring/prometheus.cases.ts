import { prometheusTroubleFact } from '../../observations/followUps/waitingPods';
import { fact, type OutcomeCases } from '../../testing';
import {
  directServer,
  monitoringFacts,
  operatedServer,
} from '../../testing/monitoring';
import type { prometheus } from './prometheus';

const used = { existingPrometheus: true };
const waitingForVolume = fact(prometheusTroubleFact, {
  pods: [],
  claims: [
    { namespace: 'monitoring', name: 'prometheus-server', phase: 'Pending' },
  ],
});

export const cases: OutcomeCases<typeof prometheus> = {
  ServerReady: { facts: monitoringFacts({ workloads: [directServer()] }) },
  RunaiServerReady: {
    facts: monitoringFacts({
      workloads: [operatedServer({ namespace: 'runai' })],
      prometheusIn: ['runai'],
    }),
  },
  InstallerBringsIt: { facts: monitoringFacts({}) },
  SomeNotReady: {
    facts: monitoringFacts({
      workloads: [operatedServer({ desired: 2, ready: 1 })],
      prometheusIn: ['monitoring'],
    }),
  },
  ServerNotReady: {
    facts: monitoringFacts({
      workloads: [directServer({ ready: 0 })],
      more: [waitingForVolume],
    }),
    settings: used,
  },
  ExistingNotReady: {
    facts: monitoringFacts({ workloads: [directServer({ ready: 0 })] }),
  },
  DefinitionWithoutServer: { facts: monitoringFacts({ prometheusIn: [] }) },
  OpenShiftMonitoringMissing: {
    facts: monitoringFacts({ prometheusIn: [], openshift: true }),
  },
  NoServer: { facts: monitoringFacts({}), settings: used },
};
