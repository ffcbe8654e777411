import { facts, type OutcomeCases } from '../../testing';
import { versionEntry } from '../../testing/platform';
import type { inboundNotRequired } from './inboundNotRequired';

export const cases: OutcomeCases<typeof inboundNotRequired> = {
  OutboundOnly: {
    facts: facts(versionEntry('v1.20.2')),
    settings: { mode: 'hybrid' },
  },
};
