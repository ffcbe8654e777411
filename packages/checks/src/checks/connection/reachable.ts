import type { KubeErrorClass } from '@runai-portal/kube';
import { defineCheck, type EvidenceLine } from '../../declarations';
import {
  reachabilityFact,
  type Reachability,
  type ReachabilityCall,
} from '../../facts/reachability';
import { REACHABLE_REMEDIES as REMEDIES } from './reachableRemedies';

const NOT_AN_API_SERVER = {
  status: 'unknown',
  because: 'unreadable',
  says: 'Something answers, but not as an API server should. Asked for its version, {failure}',
  remedy: REMEDIES.Unclear,
  expected: 'the version of an API server',
  actual: '{failure}',
} as const;

type Trouble =
  | 'DnsFailed'
  | 'ConnectFailed'
  | 'TlsFailed'
  | 'TimedOut'
  | 'Throttled'
  | 'ServerError'
  | 'SchemaUnexpected'
  | 'TooLarge';

/** What each class of error of the first call means: the stage at which it strikes, or an answer that is no good one. */
const TROUBLES: Partial<
  Record<KubeErrorClass, { outcome: Trouble; stage?: string }>
> = {
  dns: { outcome: 'DnsFailed', stage: 'DNS' },
  refused: { outcome: 'ConnectFailed', stage: 'TCP' },
  unreachable: { outcome: 'ConnectFailed', stage: 'TCP' },
  timeout: { outcome: 'TimedOut', stage: 'timeout' },
  tls: { outcome: 'TlsFailed', stage: 'TLS' },
  throttled: { outcome: 'Throttled' },
  server: { outcome: 'ServerError' },
  redirect: { outcome: 'SchemaUnexpected' },
  malformed: { outcome: 'SchemaUnexpected' },
  tooLarge: { outcome: 'TooLarge' },
};

/** The API server answers, in time, and says that it is ready. Everything else rests on it. */
export const reachableCheck = defineCheck({
  id: 'cluster.reachable',
  title: 'The API server answers',
  category: 'connection',
  requirements: [],
  description:
    'The portal reaches the API server by name, TCP and TLS, gets answers in time, and the server says that it is ready. Without it nothing can be judged.',
  scope: 'cluster',
  severity: 'required',
  waivable: false,
  uses: { reachability: reachabilityFact },
  outcomes: {
    Reachable: {
      status: 'pass',
      says: 'The API server answers within {slowest} ms',
      expected: 'each call within {limit} ms',
      actual: '{slowest} ms',
    },
    Slow: {
      status: 'warn',
      says: 'The API server answers, but took {seconds} s for one of {calls} calls',
      expected: 'each call within {limit} ms',
      actual: '{slowest} ms',
      remedy: REMEDIES.Slow,
    },
    NotReady: {
      status: 'warn',
      says: 'The API server answers, but [its own checks fail. They are {failing}][does not say that it is ready. At {path}, {said}]',
      remedy: REMEDIES.NotReady,
    },
    DnsFailed: {
      status: 'fail',
      says: '{failure}',
      remedy: REMEDIES.DnsFailed,
    },
    ConnectFailed: {
      status: 'fail',
      says: '{failure}',
      remedy: REMEDIES.ConnectFailed,
    },
    TlsFailed: {
      status: 'fail',
      says: '{failure}',
      remedy: REMEDIES.TlsFailed,
    },
    TimedOut: { status: 'fail', says: '{failure}', remedy: REMEDIES.TimedOut },
    Throttled: NOT_AN_API_SERVER,
    ServerError: NOT_AN_API_SERVER,
    SchemaUnexpected: NOT_AN_API_SERVER,
    TooLarge: NOT_AN_API_SERVER,
  },
  evaluate: ({ reachability, profile }) => {
    const { target = 'HOST:PORT', calls, failingSubChecks } = reachability;
    const [{ failure }] = calls;
    const where = { target, host: target.replace(/:[^:]*$/, '') };
    const evidence = evidenceOf(reachability);
    const trouble = failure && TROUBLES[failure.errorClass];
    if (trouble) {
      return {
        outcome: trouble.outcome,
        values: { ...where, failure: failure.message },
        evidence: trouble.stage
          ? [
              { what: 'Connection', key: 'stage', value: trouble.stage },
              ...evidence,
            ]
          : evidence,
      };
    }
    const notReady = calls.find(
      call => call.path !== '/version' && isTrouble(call.failure),
    );
    if (notReady) {
      return {
        outcome: 'NotReady',
        values: failingSubChecks.length
          ? { ...where, failing: failingSubChecks.join(', ') }
          : { ...where, path: notReady.path, said: notReady.failure?.message },
        evidence,
      };
    }
    const slowest = Math.max(...calls.map(({ durationMs }) => durationMs));
    const limit = profile.cluster.slowCallSeconds * 1000;
    return {
      outcome: slowest > limit ? 'Slow' : 'Reachable',
      values: {
        ...where,
        slowest,
        limit,
        seconds: (slowest / 1000).toFixed(1),
        calls: calls.length,
      },
      evidence,
    };
  },
});

/** Not being allowed to see the readiness path, or there being none, says nothing of the server. */
function isTrouble(failure: ReachabilityCall['failure']): boolean {
  return (
    failure !== undefined &&
    !['forbidden', 'notFound', 'unauthorized'].includes(failure.errorClass)
  );
}

function evidenceOf({ calls, failingSubChecks }: Reachability): EvidenceLine[] {
  const lines: EvidenceLine[] = calls.map(
    ({ path, status, durationMs, failure }) => ({
      what: `GET ${path}`,
      key:
        status === undefined
          ? failure?.code ?? failure?.errorClass
          : String(status),
      value: `${durationMs} ms${failure ? `, ${failure.message}` : ''}`,
    }),
  );
  if (failingSubChecks.length > 0) {
    lines.push({
      what: 'GET /readyz',
      key: 'failing',
      value: failingSubChecks.join(', '),
      how: 'reported',
    });
  }
  return lines;
}
