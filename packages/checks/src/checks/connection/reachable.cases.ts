import type { KubeErrorClass } from '@runai-portal/kube';
import { reachabilityFact } from '../../facts/reachability';
import { fact, facts, type FactValue, type OutcomeCases } from '../../testing';
import type { reachableCheck } from './reachable';

type ReachabilityCall = FactValue<typeof reachabilityFact>['calls'][number];

function calls(...made: Partial<ReachabilityCall>[]) {
  return {
    facts: facts(
      fact(reachabilityFact, {
        target: 'api.corp.example:6443',
        calls: made.map(call => ({
          path: '/version',
          durationMs: 12,
          ...call,
        })),
        failingSubChecks: [],
      }),
    ),
  };
}

const failing = (errorClass: KubeErrorClass) =>
  calls({ failure: { errorClass, message: `it was ${errorClass}` } });

export const cases: OutcomeCases<typeof reachableCheck> = {
  Reachable: calls({ status: 200 }, { status: 200, path: '/readyz' }),
  Slow: calls({ status: 200, durationMs: 60_000 }),
  NotReady: calls(
    { status: 200 },
    {
      path: '/readyz',
      status: 500,
      failure: { errorClass: 'server', message: 'etcd is not ready' },
    },
  ),
  DnsFailed: failing('dns'),
  ConnectFailed: failing('refused'),
  TlsFailed: failing('tls'),
  TimedOut: failing('timeout'),
  Throttled: failing('throttled'),
  ServerError: failing('server'),
  SchemaUnexpected: failing('malformed'),
  TooLarge: failing('tooLarge'),
};
