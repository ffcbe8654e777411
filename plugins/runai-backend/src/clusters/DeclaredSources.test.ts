import type { SourceState } from '../sources/SourceFeed';
import { DeclaredSources } from './DeclaredSources';

const AT = new Date('2026-11-30T12:00:00Z');

const answered: SourceState = {
  type: 'kubeconfig',
  label: './one',
  clusters: [],
  answeredAt: AT,
};

function sourcesOf(...first: SourceState[]) {
  let states = first;
  const sources = new DeclaredSources({ states: () => states });
  return {
    sources,
    now: (...next: SourceState[]) => {
      states = next;
    },
    state: () => sources.list()[0],
  };
}

describe('a source', () => {
  it('is waited for until it has answered', async () => {
    const { sources, state } = sourcesOf({
      ...answered,
      answeredAt: undefined,
    });
    await sources.declare(async () => {});
    expect(state()).toEqual({
      type: 'kubeconfig',
      label: './one',
      state: 'waiting',
    });
  });

  it('has answered when its answer is written down, not before', async () => {
    const { sources, state } = sourcesOf(answered);
    expect(state().state).toBe('waiting');
    let written = () => {};
    const declaring = sources.declare(
      () =>
        new Promise(resolve => {
          written = resolve;
        }),
    );
    expect(state().state).toBe('waiting');
    written();
    await declaring;
    expect(state()).toMatchObject({
      state: 'answered',
      answeredAt: AT.toISOString(),
    });
  });

  it('has not answered where it could not be written down, or answered meanwhile', async () => {
    const { sources, state, now } = sourcesOf(answered);
    const failing = sources.declare(async () => {
      throw new Error('The database is away');
    });
    await expect(failing).rejects.toThrow('is away');
    expect(state().state).toBe('waiting');

    now({ ...answered, answeredAt: undefined });
    await sources.declare(async () => now(answered));
    expect(state().state).toBe('waiting');
  });

  it('fails with its sentence, before and after its first answer', async () => {
    const failure = { message: 'There is no such file.', times: 1 };
    const { sources, state, now } = sourcesOf({
      ...answered,
      answeredAt: undefined,
      failure,
    });
    expect(state()).toEqual({
      type: 'kubeconfig',
      label: './one',
      state: 'failed',
      message: failure.message,
    });
    now(answered);
    await sources.declare(async () => {});
    now({ ...answered, failure });
    expect(state()).toMatchObject({
      state: 'failed',
      message: failure.message,
      answeredAt: AT.toISOString(),
    });
  });

  it('fails where a part of it does', async () => {
    const part = {
      sourceName: 'kubernetes.clusterLocatorMethods[0] (gke)',
      standsForSource: true,
      connection: {
        unusable: { reason: 'LocatorFailed', message: 'It did not answer.' },
      },
    };
    const { sources, state } = sourcesOf({ ...answered, clusters: [part] });
    await sources.declare(async () => {});
    expect(state()).toMatchObject({
      state: 'failed',
      message: 'It did not answer.',
    });
  });
});
