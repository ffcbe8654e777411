import type { Evidence } from '@runai-portal/backstage-plugin-runai-common';
import type { KubeErrorClass } from '@runai-portal/kube';
import { legacyCheck } from '../../declarations';
import {
  reachabilityFact,
  type Reachability,
  type ReachabilityCall,
} from '../../facts/reachability';
import { reachableRemediation } from './reachableRemediation';

/** The stage at which each class of error strikes; the others are answers, if not good ones. */
const STAGES: Partial<
  Record<
    KubeErrorClass,
    {
      reason: 'DnsFailed' | 'ConnectFailed' | 'TlsFailed' | 'TimedOut';
      stage: string;
    }
  >
> = {
  dns: { reason: 'DnsFailed', stage: 'DNS' },
  refused: { reason: 'ConnectFailed', stage: 'TCP' },
  unreachable: { reason: 'ConnectFailed', stage: 'TCP' },
  timeout: { reason: 'TimedOut', stage: 'timeout' },
  tls: { reason: 'TlsFailed', stage: 'TLS' },
};

/** Answers that say nothing good of the cluster, but that something answers. */
const UNCLEAR: Partial<
  Record<
    KubeErrorClass,
    'Throttled' | 'ServerError' | 'SchemaUnexpected' | 'TooLarge'
  >
> = {
  throttled: 'Throttled',
  server: 'ServerError',
  redirect: 'SchemaUnexpected',
  malformed: 'SchemaUnexpected',
  tooLarge: 'TooLarge',
};

/** The API server answers, in time, and says that it is ready. Everything else rests on it. */
export const reachableCheck = legacyCheck({
  id: 'cluster.reachable',
  title: 'The API server answers',
  category: 'connection',
  requirements: [],
  description:
    'The portal reaches the API server by name, TCP and TLS, gets answers in time, and the server says that it is ready. Without it nothing can be judged.',
  scope: 'cluster',
  severity: 'required',
  waivable: false,
  facts: { reachability: reachabilityFact },
  reasons: [
    'Reachable',
    'Slow',
    'NotReady',
    'DnsFailed',
    'ConnectFailed',
    'TlsFailed',
    'TimedOut',
  ],
  evaluate: ({ facts: { reachability }, profile }) => {
    const evidence = evidenceOf(reachability);
    const { target } = reachability;
    const [version] = reachability.calls;
    const stage = version.failure && STAGES[version.failure.errorClass];
    if (version.failure && stage) {
      return {
        status: 'fail',
        reason: stage.reason,
        message: version.failure.message,
        evidence: [
          { what: 'Connection', key: 'stage', value: stage.stage },
          ...evidence,
        ],
        remediation: reachableRemediation(stage.reason, target),
      };
    }
    const unclear = version.failure && UNCLEAR[version.failure.errorClass];
    if (version.failure && unclear) {
      return {
        status: 'unknown',
        reason: unclear,
        message: `Something answers, but not as an API server should. Asked for its version, ${version.failure.message}`,
        evidence,
        remediation: reachableRemediation('Unclear', target),
      };
    }
    const notReady = reachability.calls.find(
      ({ path, failure }) => path !== '/version' && isTrouble(failure),
    );
    if (notReady) {
      const names = reachability.failingSubChecks;
      return {
        status: 'warn',
        reason: 'NotReady',
        message: names.length
          ? `The API server answers, but its own checks fail. They are ${names.join(
              ', ',
            )}`
          : `The API server answers, but does not say that it is ready. At ${notReady.path}, ${notReady.failure?.message}`,
        evidence,
        remediation: reachableRemediation('NotReady', target),
      };
    }
    const slowest = Math.max(
      ...reachability.calls.map(({ durationMs }) => durationMs),
    );
    const limit = profile.cluster.slowCallSeconds * 1000;
    const actual = `${slowest} ms`;
    const expected = `each call within ${limit} ms`;
    return slowest > limit
      ? {
          status: 'warn',
          reason: 'Slow',
          message: `The API server answers, but took ${seconds(
            slowest,
          )} for one of ${reachability.calls.length} calls`,
          evidence,
          expected,
          actual,
          remediation: reachableRemediation('Slow', target),
        }
      : {
          status: 'pass',
          reason: 'Reachable',
          message: `The API server answers within ${actual}`,
          evidence,
          expected,
          actual,
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

function evidenceOf({
  calls,
  failingSubChecks,
}: Reachability): Omit<Evidence, 'observedAt'>[] {
  return [
    ...calls.map(({ path, status, durationMs, failure }) => ({
      what: `GET ${path}`,
      key:
        status === undefined
          ? failure?.code ?? failure?.errorClass
          : String(status),
      value: `${durationMs} ms${failure ? `, ${failure.message}` : ''}`,
    })),
    ...(failingSubChecks.length > 0
      ? [
          {
            what: 'GET /readyz',
            key: 'failing',
            value: failingSubChecks.join(', '),
          },
        ]
      : []),
  ];
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
