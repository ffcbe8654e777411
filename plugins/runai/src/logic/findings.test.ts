import {
  aCluster,
  aDetail,
  anUnreachableCluster,
  aSummary,
  brokenDriver,
} from '../testing/builders';
import { findingsOf } from './findings';

const cluster = aDetail(aCluster('c'));
const keys = (...args: Parameters<typeof findingsOf>) =>
  findingsOf(...args).map(({ key }) => key);

describe('findingsOf', () => {
  it('puts what is blocked, also over several checks, beneath its root', () => {
    const chain = [
      ...brokenDriver(),
      aSummary('third', {
        status: 'unknown',
        blockedBy: 'gpu.node-device-plugin',
      }),
    ];
    const [finding, ...others] = findingsOf(cluster, chain);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      kind: 'check',
      key: 'gpu.node-driver',
      blocks: [{ checkId: 'gpu.node-device-plugin' }, { checkId: 'third' }],
    });
  });

  it('survives checks that block each other', () => {
    const circle = [
      aSummary('a', { status: 'unknown', blockedBy: 'b' }),
      aSummary('b', { status: 'unknown', blockedBy: 'a' }),
    ];
    expect(() => findingsOf(cluster, circle)).not.toThrow();
  });

  it('shows a blocked check itself where its root is not among the checks', () => {
    expect(
      keys(cluster, [aSummary('a', { status: 'unknown', blockedBy: 'gone' })]),
    ).toEqual(['a']);
  });

  it('begins with the connection', () => {
    expect(keys(aDetail(anUnreachableCluster('c')), brokenDriver())).toEqual([
      'connection',
      'gpu.node-driver',
    ]);
  });

  it('tells a broken connection by its check, which says what to do, where there is one', () => {
    const reachable = aSummary('cluster.reachable', {
      category: 'connection',
      status: 'fail',
    });
    expect(
      keys(aDetail(anUnreachableCluster('c')), [...brokenDriver(), reachable]),
    ).toEqual(['cluster.reachable', 'gpu.node-driver']);
  });

  it('tells once what keeps several checks from being judged, with all that it costs', () => {
    const unread = (checkId: string, message: string) =>
      aSummary(checkId, { status: 'unknown', reason: 'Forbidden', message });
    const [nodes, storage, ...others] = findingsOf(cluster, [
      unread('a', 'The account may not list nodes'),
      unread('b', 'The account may not list nodes'),
      unread('c', 'The account may not list storage classes'),
    ]);
    expect(nodes).toMatchObject({ key: 'a', blocks: [{ checkId: 'b' }] });
    expect(storage).toMatchObject({ key: 'c', blocks: [] });
    expect(others).toEqual([]);
  });

  it('tells all that may not be read by the check that names the missing permissions', () => {
    const findings = findingsOf(cluster, [
      aSummary('a', {
        status: 'unknown',
        reason: 'Forbidden',
        message: 'nodes',
      }),
      aSummary('cluster.permissions', {
        status: 'fail',
        severity: 'recommended',
      }),
      aSummary('b', {
        status: 'unknown',
        reason: 'Forbidden',
        message: 'classes',
      }),
      aSummary('c', {
        status: 'unknown',
        reason: 'Unreadable',
        message: 'else',
      }),
      aSummary('d', { status: 'unknown', blockedBy: 'a' }),
    ]);
    expect(
      findings.map(finding => [
        finding.key,
        finding.kind === 'check' &&
          finding.blocks.map(({ checkId }) => checkId),
      ]),
    ).toEqual([
      ['cluster.permissions', ['a', 'd', 'b']],
      ['c', []],
    ]);
  });

  it('leaves out what is for information, accepted, not run or not applicable', () => {
    const quiet = [
      aSummary('info', { status: 'warn', severity: 'informational' }),
      aSummary('accepted', {
        status: 'fail',
        waiver: { by: 'x', reason: 'y', expiresAt: '2027-01-01T00:00:00Z' },
      }),
      aSummary('not-run', { status: 'skipped' }),
      aSummary('elsewhere', { status: 'notApplicable' }),
    ];
    expect(keys(cluster, quiet)).toEqual([]);
  });

  it('tells services that are not ready, and health only where nothing explains it', () => {
    const service = {
      kind: 'Deployment' as const,
      namespace: 'runai',
      name: 'scheduler',
      ready: 0,
      desired: 1,
    };
    const unwell = aCluster('c', { health: { state: 'degraded' } });
    expect(keys(aDetail(unwell, { services: [service] }), [])).toEqual([
      'services',
    ]);
    expect(keys(aDetail(unwell), [])).toEqual(['health']);
  });
});
