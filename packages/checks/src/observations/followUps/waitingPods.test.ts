import { isPast, projectStackPod } from './waitingPods';

function pod(...states: object[]) {
  const names = ['driver-validation', 'toolkit-validation', 'cuda-validation'];
  return projectStackPod({
    metadata: {
      name: 'nvidia-operator-validator-1',
      namespace: 'gpu-operator',
    },
    spec: { nodeName: 'gpu-1' },
    status: {
      phase: 'Pending',
      initContainerStatuses: states.map((state, at) => ({
        name: names[at],
        state,
      })),
    },
  });
}

const DONE = { terminated: { exitCode: 0 } };
const RUNNING = { running: {} };
const WAITING = { waiting: { reason: 'PodInitializing' } };

describe('the stage of a pod of the GPU stack', () => {
  it.each([
    ['runs', [RUNNING, WAITING], 'driver-validation'],
    [
      'has failed',
      [{ terminated: { exitCode: 1 } }, WAITING],
      'driver-validation',
    ],
    [
      'is tried again',
      [{ waiting: { reason: 'CrashLoopBackOff' } }, WAITING],
      'driver-validation',
    ],
    ['waits for the one before it', [DONE, RUNNING], 'toolkit-validation'],
  ])('is the init container that %s', (_what, states, stage) => {
    expect(pod(...states)?.stage).toBe(stage);
  });

  it('is none where all have ended well, or where there is none', () => {
    expect(pod(DONE, DONE, DONE)?.stage).toBeUndefined();
    expect(pod()?.stage).toBeUndefined();
  });
});

describe('what a pod of the validator has got past', () => {
  const past = (...states: object[]) => {
    const made = pod(...states);
    return made && isPast(made, 'toolkit-validation');
  };

  it('is the stage before the one that it is at', () => {
    expect(past(DONE, DONE, RUNNING)).toBe(true);
    expect(past(DONE, RUNNING, WAITING)).toBe(false);
    expect(past(RUNNING, WAITING, WAITING)).toBe(false);
  });

  it('is nothing while it was only just placed', () => {
    expect(past()).toBe(false);
  });
});
