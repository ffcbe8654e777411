import { defineCheck, type Remedy } from '../../declarations';
import { reachabilityFact } from '../../facts/reachability';

const KEEP_TIME: Remedy = {
  owner: 'cluster-admin',
  text: 'Have the clocks of the control plane, of the nodes and of the machine that asks kept by NTP, e.g. with chrony. One of them is wrong: compare each with the true time.',
  commands: ['chronyc tracking', 'timedatectl status'],
};

/** The cluster's clock and ours agree. Clocks of nodes are compared once probes run. */
export const clockSkewCheck = defineCheck({
  id: 'cluster.clock-skew',
  title: 'Clocks agree',
  category: 'connection',
  requirements: [],
  description:
    'Compares the `Date` header of the API server with the clock of the machine that asks. Tokens and certificates fail in ways that are hard to understand where clocks differ.',
  scope: 'cluster',
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
  evaluate: ({ reachability: { clockAheadSeconds, date }, profile }) => {
    const { clockSkewWarnSeconds, clockSkewFailSeconds } = profile.cluster;
    const bounds = {
      warnFrom: clockSkewWarnSeconds,
      failFrom: clockSkewFailSeconds,
    };
    if (clockAheadSeconds === undefined || date === undefined) {
      return { outcome: 'NoDate', values: bounds };
    }
    const seconds = Math.abs(clockAheadSeconds);
    const beyond =
      seconds > clockSkewFailSeconds ? 'DiffersTooMuch' : 'Differs';
    return {
      outcome: seconds <= clockSkewWarnSeconds ? 'InStep' : beyond,
      values: {
        ...bounds,
        seconds,
        side: clockAheadSeconds > 0 ? 'ahead of' : 'behind',
      },
      evidence: [
        { what: 'GET /version', key: 'Date', value: date },
        {
          what: 'API server',
          key: 'clock ahead of ours',
          value: `${clockAheadSeconds} s`,
          how: 'inferred',
        },
      ],
    };
  },
});
