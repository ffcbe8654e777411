import type { OutcomeCases } from '../../testing';
import { backendServices, installedFacts } from '../../testing/phases';
import type { installMode } from './installMode';

const seen = { facts: installedFacts() };

export const cases: OutcomeCases<typeof installMode> = {
  Fits: { ...seen, settings: { mode: 'hybrid' } },
  NotDeclared: seen,
  NoCloudSeen: { ...seen, settings: { mode: 'cloud' } },
  LocalBackend: {
    facts: installedFacts({ workloads: backendServices() }),
    settings: { mode: 'hybrid' },
  },
  OwnControlPlane: {
    facts: installedFacts({ controlPlaneUrl: 'https://runai.corp.example' }),
    settings: { mode: 'hybrid' },
  },
  CloudControlPlane: {
    facts: installedFacts({ controlPlaneUrl: 'https://app.run.ai' }),
    settings: { mode: 'airGapped' },
  },
  NothingSeen: {
    facts: installedFacts({ nodes: [] }),
    settings: { mode: 'hybrid' },
  },
};
