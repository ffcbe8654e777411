import type { KubeErrorClass } from '@runai-portal/kube';
import { cluster } from '@runai-portal/simulator';
import { clockOf, reachabilityFact } from '../../facts/reachability';
import {
  evaluateToOne,
  fact,
  facts,
  factsFrom,
  type FactValue,
} from '../../testing';
import { clockSkewCheck } from './clockSkew';
import { reachableCheck } from './reachable';

// A generous deadline: a loaded machine takes long to start servers.
jest.setTimeout(60_000);

type Reachability = FactValue<typeof reachabilityFact>;

const GOOD: Reachability = {
  target: 'k8s.corp.example:6443',
  calls: ['/version', '/version', '/readyz'].map(path => ({
    path,
    status: 200,
    durationMs: 40,
  })),
  failingSubChecks: [],
  clockAheadSeconds: 0,
  date: 'Tue, 20 Apr 2021 10:00:00 GMT',
};

const judge = (value: Partial<Reachability>) =>
  evaluateToOne(reachableCheck, {
    facts: facts(fact(reachabilityFact, { ...GOOD, ...value })),
  });

function failing(
  errorClass: KubeErrorClass,
  path = '/version',
  status?: number,
): Reachability['calls'] {
  const call = {
    path,
    status,
    durationMs: 12,
    failure: { errorClass, message: `It is ${errorClass}` },
  };
  return path === '/version' ? [call] : [...GOOD.calls.slice(0, 2), call];
}

describe('cluster.reachable', () => {
  it('names the server in the commands that are to be run', () => {
    const commands = (target?: string) =>
      judge({ target, calls: failing('tls') }).remediation?.commands[0];
    expect(commands('[2001:db8::1]:6443')).toBe(
      'openssl s_client -connect [2001:db8::1]:6443 -showcerts </dev/null',
    );
    expect(commands()).toContain('HOST:PORT');
    expect(
      judge({ target: 'k8s.corp.example:443', calls: failing('dns') })
        .remediation?.commands,
    ).toEqual(['nslookup k8s.corp.example']);
  });

  it('passes with the latency of each call as evidence', () => {
    const result = judge({});
    expect(result).toMatchObject({
      status: 'pass',
      actual: '40 ms',
      expected: 'each call within 2000 ms',
    });
    expect(result.evidence.map(({ what, key }) => `${what} ${key}`)).toEqual([
      'GET /version 200',
      'GET /version 200',
      'GET /readyz 200',
    ]);
  });

  it.each<[KubeErrorClass, string, string, string]>([
    ['dns', 'DnsFailed', 'DNS', 'portal-admin'],
    ['refused', 'ConnectFailed', 'TCP', 'network'],
    ['unreachable', 'ConnectFailed', 'TCP', 'network'],
    ['timeout', 'TimedOut', 'timeout', 'network'],
    ['tls', 'TlsFailed', 'TLS', 'portal-admin'],
  ])(
    'fails for %s, naming the stage and who acts',
    (errorClass, reason, stage, owner) => {
      const result = judge({ calls: failing(errorClass) });
      expect(result).toMatchObject({
        status: 'fail',
        reason,
        message: `It is ${errorClass}`,
        remediation: { owner },
      });
      expect(result.evidence[0]).toMatchObject({ key: 'stage', value: stage });
    },
  );

  it.each<[KubeErrorClass, number | undefined, string]>([
    ['server', 500, 'ServerError'],
    ['throttled', 429, 'Throttled'],
    ['redirect', 302, 'SchemaUnexpected'],
    ['malformed', 200, 'SchemaUnexpected'],
    ['tooLarge', 200, 'TooLarge'],
  ])(
    'is unknown, not failed, for an answer of the class %s',
    (errorClass, status, reason) => {
      expect(
        judge({ calls: failing(errorClass, '/version', status) }),
      ).toMatchObject({ status: 'unknown', reason });
    },
  );

  it('passes where the credentials are refused: that is for another check to say', () => {
    expect(
      judge({ calls: failing('unauthorized', '/version', 401) }).status,
    ).toBe('pass');
  });

  it('warns, naming the sub-checks, where the server says that it is not ready', () => {
    const result = judge({
      calls: failing('server', '/readyz', 500),
      failingSubChecks: ['etcd', 'poststarthook/x'],
    });
    expect(result).toMatchObject({ status: 'warn', reason: 'NotReady' });
    expect(result.message).toContain('etcd, poststarthook/x');
  });

  it('warns where one of three calls took more than two seconds', () => {
    const [first, second, third] = GOOD.calls;
    const slow = { ...second, durationMs: 2001 };
    expect(judge({ calls: [first, slow, third] })).toMatchObject({
      status: 'warn',
      reason: 'Slow',
      actual: '2001 ms',
    });
    expect(
      judge({ calls: [first, { ...second, durationMs: 2000 }, third] }).status,
    ).toBe('pass');
  });

  it('reads all of it from a cluster', async () => {
    const read = await factsFrom(cluster('c').kubernetes('1.20.2'), [
      reachabilityFact,
    ]);
    expect(evaluateToOne(reachableCheck, { facts: read })).toMatchObject({
      status: 'pass',
      reason: 'Reachable',
    });
    expect(evaluateToOne(clockSkewCheck, { facts: read })).toMatchObject({
      status: 'pass',
      reason: 'InStep',
    });
  });
});

describe('cluster.clock-skew', () => {
  const skew = (clockAheadSeconds?: number) =>
    evaluateToOne(clockSkewCheck, {
      facts: facts(
        fact(reachabilityFact, {
          ...GOOD,
          clockAheadSeconds,
          date: clockAheadSeconds === undefined ? undefined : GOOD.date,
        }),
      ),
    });

  it.each([
    [0, 'pass'],
    [5, 'pass'],
    [-5, 'pass'],
    [5.1, 'warn'],
    [-60, 'warn'],
    [60.1, 'fail'],
    [-3600, 'fail'],
  ])('%s s is a %s', (seconds, status) => {
    expect(skew(seconds).status).toBe(status);
  });

  it('says in which direction', () => {
    expect(skew(30).message).toBe(
      'The clock of the API server is 30 s ahead of ours',
    );
    expect(skew(-30).message).toBe(
      'The clock of the API server is 30 s behind ours',
    );
  });

  it('is unknown without a Date header', () => {
    expect(skew()).toMatchObject({ status: 'unknown', reason: 'NoDate' });
  });

  it.each<[string, string | undefined, string, string, number | undefined]>([
    [
      'the same second',
      'Tue, 20 Apr 2021 10:00:00 GMT',
      '10:00:00.100',
      '10:00:00.900',
      0,
    ],
    [
      'a header cut to its second',
      'Tue, 20 Apr 2021 10:00:00 GMT',
      '10:00:00.999',
      '10:00:01.500',
      0,
    ],
    [
      'an answer that was long on its way',
      'Tue, 20 Apr 2021 10:00:05 GMT',
      '10:00:00.000',
      '10:00:09.000',
      0,
    ],
    [
      'a server that is ahead',
      'Tue, 20 Apr 2021 10:01:10 GMT',
      '10:00:00.000',
      '10:00:00.500',
      69.5,
    ],
    [
      'a server that is behind',
      'Tue, 20 Apr 2021 09:59:00 GMT',
      '10:00:00.000',
      '10:00:00.500',
      -59,
    ],
    ['no header', undefined, '10:00:00.000', '10:00:00.500', undefined],
    [
      'a header that is no date',
      'yesterday',
      '10:00:00.000',
      '10:00:00.500',
      undefined,
    ],
  ])('reads the skew of %s', (_, header, sent, received, seconds) => {
    const at = (time: string) => new Date(`2021-04-20T${time}Z`);
    expect(clockOf(header, at(sent), at(received)).clockAheadSeconds).toBe(
      seconds,
    );
  });
});
