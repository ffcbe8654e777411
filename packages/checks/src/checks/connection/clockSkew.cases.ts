import { reachabilityFact } from '../../facts/reachability';
import { fact, facts, type OutcomeCases } from '../../testing';
import type { clockSkewCheck } from './clockSkew';

const ahead = (clockAheadSeconds?: number) => ({
  facts: facts(
    fact(reachabilityFact, {
      target: 'k8s.corp.example:6443',
      calls: [],
      failingSubChecks: [],
      ...(clockAheadSeconds !== undefined && {
        clockAheadSeconds,
        date: 'Tue, 20 Apr 2021 10:00:00 GMT',
      }),
    }),
  ),
});

export const cases: OutcomeCases<typeof clockSkewCheck> = {
  InStep: ahead(0),
  Differs: ahead(-20),
  DiffersTooMuch: ahead(90),
  NoDate: ahead(),
};
