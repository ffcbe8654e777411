import type { OutcomeCases } from '../../testing';
import {
  backendServices,
  clusterServices,
  installedFacts,
  waitingForImage,
} from '../../testing/phases';
import type { artifacts } from './artifacts';

const settings = { mode: 'airGapped' as const, registry: 'r.example:5000' };

export const cases: OutcomeCases<typeof artifacts> = {
  Arrived: {
    facts: installedFacts({
      workloads: [...backendServices(), ...clusterServices()],
    }),
    settings,
  },
  ImagesMissing: {
    facts: installedFacts({
      workloads: [...backendServices(), ...clusterServices(0)],
      pods: [waitingForImage('r.example:5000/runai-scheduler:v2')],
    }),
    settings,
  },
  NotStated: { facts: installedFacts(), settings },
};
