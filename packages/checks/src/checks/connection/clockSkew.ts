import { defineCheck, type Remedy } from '../../declarations';
import { evidenceOf, firstOf } from '../../engine/findings';
import { reachabilityFact } from '../../facts/reachability';

const KEEP_TIME: Remedy = {
  text: 'Have the clocks of the control plane, of the nodes and of the machine that asks kept by NTP, e.g. with chrony. One of them is wrong: compare each with the true time.',
  commands: ['chronyc tracking', 'timedatectl status'],
};

/** The cluster's clock and ours agree. Clocks of nodes are compared once probes run. */
export const clockSkewCheck = defineCheck({
  id: 'cluster.clock-skew',
  title: 'Clocks agree',
  category: 'connection',
  description:
    'Compares the `Date` header of the API server with the clock of the machine that asks. Tokens and certificates fail in ways that are hard to understand where clocks differ.',
  verify: {
    text: 'Compare the time that the API server writes on its answers with the clock of the machine that asks, and both with the true time.',
    commands: [
      "kubectl get --raw /version -v 8 2>&1 | grep -i '^.*date:'; date --utc",
      'chronyc tracking',
    ],
  },
  severity: 'recommended',
  uses: { reachability: reachabilityFact },
  expected: 'within {warnFrom} s',
  actual: '{seconds} s',
  outcomes: {
    InStep: {
      status: 'pass',
      says: 'The clock of the API server agrees with ours within {warnFrom} s',
    },
    Differs: {
      status: 'warn',
      says: 'The clock of the API server is {seconds} s {side} ours',
      remedy: KEEP_TIME,
    },
    DiffersTooMuch: {
      status: 'fail',
      says: 'The clock of the API server is {seconds} s {side} ours, more than the {failFrom} s that can be borne',
      remedy: KEEP_TIME,
    },
    NoDate: {
      status: 'unknown',
      because: 'unsupported',
      says: 'The API server, or what lies before it, sends no Date header',
      actual: 'no Date header',
      remedy: {
        owner: 'network',
        text: 'See whether a gateway before the API server takes the Date header away. Without it compare the clocks by hand.',
        commands: ["kubectl get --raw /version -v 8 2>&1 | grep -i '^.*date:'"],
      },
    },
  },
  evaluate: ({ reachability, profile }) => {
    const { clockAheadSeconds: ahead = 0, date } = reachability;
    const { clockSkewWarnSeconds: warnFrom, clockSkewFailSeconds: failFrom } =
      profile.cluster;
    const seconds = Math.abs(ahead);
    return {
      outcome: firstOf(
        [date === undefined, 'NoDate'],
        [seconds > failFrom, 'DiffersTooMuch'],
        [seconds > warnFrom, 'Differs'],
        'InStep',
      ),
      values: {
        warnFrom,
        failFrom,
        seconds,
        side: ahead > 0 ? 'ahead of' : 'behind',
      },
      evidence: evidenceOf(
        ['GET /version', 'Date', date],
        ['API server', 'clock ahead of ours', date && `${ahead} s`, 'inferred'],
      ),
    };
  },
});
