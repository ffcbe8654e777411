import { podRequests } from './podRequests';
import { projectResidentPod } from './residentPod';

const asks = (cpu: string, more: object = {}) => ({
  resources: { requests: { cpu } },
  ...more,
});

describe('podRequests', () => {
  it.each([
    ['containers together', { containers: [asks('500m'), asks('1')] }, 1.5],
    [
      'the largest init container where it is more',
      { initContainers: [asks('3'), asks('2')], containers: [asks('1')] },
      3,
    ],
    [
      'init containers that stay beside the others',
      {
        initContainers: [asks('1', { restartPolicy: 'Always' })],
        containers: [asks('1')],
      },
      2,
    ],
    [
      'a start that runs beside one that stays',
      {
        initContainers: [asks('1', { restartPolicy: 'Always' }), asks('3')],
        containers: [asks('1')],
      },
      4,
    ],
    [
      'the overhead of a runtime class',
      { containers: [asks('1')], overhead: { cpu: '250m' } },
      1.25,
    ],
    ['nothing of a pod without requests', { containers: [{}] }, 0],
    ['nothing of an unreadable request', { containers: [asks('abc')] }, 0],
  ])('counts %s', (_what, spec, cpu) => {
    expect(podRequests(spec).cpu ?? 0).toBe(cpu);
  });

  it('adds thousandths of cores without the errors of floating numbers', () => {
    expect(podRequests({ containers: [asks('100m'), asks('200m')] }).cpu).toBe(
      0.3,
    );
  });
});

describe('projectResidentPod', () => {
  it('keeps who made the pod and leaves out one that ended', () => {
    const metadata = {
      namespace: 'a',
      name: 'p',
      ownerReferences: [
        { kind: 'Other', name: 'x' },
        { kind: 'DaemonSet', name: 'd', controller: true },
      ],
    };

    expect(
      projectResidentPod({ metadata, spec: {}, status: { phase: 'Running' } }),
    ).toMatchObject({ ownerKind: 'DaemonSet' });
    expect(
      projectResidentPod({
        metadata,
        spec: {},
        status: { phase: 'Succeeded' },
      }),
    ).toBeUndefined();
    expect(projectResidentPod({})).toBeUndefined();
  });
});
