import {
  clusterSettingsSchema,
  createEngine,
  snapshotFacts,
  type Session,
} from '@runai-portal/checks';
import { connectionFromSettings } from '@runai-portal/kube';
import { cluster, type RunningCluster } from '@runai-portal/simulator';
import { SessionPool } from './SessionPool';

jest.setTimeout(30_000);

const settings = clusterSettingsSchema.parse({ name: 'one' });
let running: RunningCluster;
let pool: SessionPool;

beforeAll(async () => {
  running = await cluster('one').start();
});
afterAll(() => running.close());
beforeEach(() => {
  pool = SessionPool.create({ engine: createEngine(), userAgent: 'test' });
});
afterEach(() => pool.close());

/** As a source gives it each time that it is asked. */
const connection = (token = running.token()) =>
  connectionFromSettings({ ...running.connection(), token });

const connect = (...all: Parameters<SessionPool['connect']>): Session =>
  pool.connect(...all).session;

const version = snapshotFacts.filter(({ id }) => id === 'version');

/** What the cluster says to a question of that session. */
async function answerOf(session: Session): Promise<string> {
  const { version: outcome } = await session.collect(version, { fresh: true });
  return outcome.ok ? 'Answered' : outcome.reason;
}

describe('the session of a cluster', () => {
  it('stays while connection and settings stay, with the credentials that were given last', async () => {
    const first = connect('one', connection('not-known-here'), settings);
    expect(await answerOf(first)).toBe('Unauthorized');
    expect(connect('one', connection(), { ...settings })).toBe(first);
    expect(await answerOf(first)).toBe('Answered');
  });

  it('is another where the settings are, on the same connections', async () => {
    const first = connect('one', connection(), settings);
    const other = { ...settings, environment: 'production' as const };
    const second = connect('one', connection(), other);
    expect(second).not.toBe(first);
    expect(second.settings.environment).toBe('production');
    expect(await answerOf(first)).toBe('Answered');
  });

  it('is another where the way to the cluster is; what runs on the old one may end', async () => {
    const first = connect('one', connection(), settings);
    const changed = { ...connection(), tlsServerName: 'elsewhere.example' };
    const second = connect('one', changed, settings);
    expect(second).not.toBe(first);
    expect(await answerOf(second)).toBe('TlsError');
    expect(await answerOf(first)).toBe('Answered');
  });

  it('hands on who asks, and what the cluster refused, to the credentials that were given last', async () => {
    const signals: unknown[] = [];
    const refused = jest.fn();
    const given = (token: string) => ({
      ...connection(token),
      credentials: async (signal?: AbortSignal) => {
        signals.push(signal);
        return { token };
      },
      credentialsRefused: () => refused(token),
    });
    connect('one', given('first'), settings);
    const session = connect('one', given('second'), settings);
    expect(await answerOf(session)).toBe('Unauthorized');
    expect(signals).toEqual([expect.any(AbortSignal)]);
    expect(refused.mock.calls).toEqual([['second']]);
  });

  it('is another after the cluster was gone', () => {
    const first = connect('one', connection(), settings);
    pool.keep(new Set());
    expect(connect('one', connection(), settings)).not.toBe(first);
  });

  it('is none where the address is none', () => {
    expect(() => connect('one', { server: 'here' }, settings)).toThrow(
      'must look like https://host:port',
    );
  });
});
