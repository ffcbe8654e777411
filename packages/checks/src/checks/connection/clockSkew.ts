import { legacyCheck } from '../../declarations';
import { reachabilityFact } from '../../facts/reachability';

/** The cluster's clock and ours agree. Clocks of nodes are compared once probes run. */
export const clockSkewCheck = legacyCheck({
  id: 'cluster.clock-skew',
  title: 'Clocks agree',
  category: 'connection',
  requirements: [],
  description:
    'Compares the `Date` header of the API server with the clock of the machine that asks. Tokens and certificates fail in ways that are hard to understand where clocks differ.',
  scope: 'cluster',
  severity: 'recommended',
  facts: { reachability: reachabilityFact },
  reasons: ['InStep', 'Differs', 'NoDate'],
  evaluate: ({ facts: { reachability }, profile }) => {
    const { clockAheadSeconds, date } = reachability;
    const { clockSkewWarnSeconds, clockSkewFailSeconds } = profile.cluster;
    if (clockAheadSeconds === undefined || date === undefined) {
      return {
        status: 'unknown',
        reason: 'NoDate',
        message: 'The API server, or what lies before it, sends no Date header',
      };
    }
    const seconds = Math.abs(clockAheadSeconds);
    const evidence = [
      { what: 'GET /version', key: 'Date', value: date },
      {
        what: 'API server',
        key: 'clock ahead of ours',
        value: `${clockAheadSeconds} s`,
      },
    ];
    const expected = `within ${clockSkewWarnSeconds} s`;
    const actual = `${seconds} s`;
    if (seconds <= clockSkewWarnSeconds) {
      const message = `The clock of the API server agrees with ours ${expected}`;
      return {
        status: 'pass',
        reason: 'InStep',
        message,
        evidence,
        expected,
        actual,
      };
    }
    return {
      status: seconds > clockSkewFailSeconds ? 'fail' : 'warn',
      reason: 'Differs',
      message: `The clock of the API server is ${actual} ${
        clockAheadSeconds > 0 ? 'ahead of' : 'behind'
      } ours`,
      evidence,
      expected,
      actual,
      remediation: {
        owner: 'cluster-admin',
        text: 'Have the clocks of the control plane, of the nodes and of the machine that asks kept by NTP, e.g. with chrony. One of them is wrong: compare each with the true time.',
        commands: ['chronyc tracking', 'timedatectl status'],
        docs: [],
      },
    };
  },
});
