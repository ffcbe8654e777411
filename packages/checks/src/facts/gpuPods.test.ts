import { pod } from '@runai-portal/simulator';
import fc from 'fast-check';
import { anyOf } from '../profiles/wildcard';
import { testProfile } from '../testing';
import { projectGpuPod } from './gpuPods';
import { namedObject } from './object';
import { podRequests } from './podRequests';

const CONTEXT = { profile: testProfile() };
const IS_GPU = anyOf(CONTEXT.profile.gpu.signals.resources);

const wants = (
  gpus: number,
  key: 'requests' | 'limits' = 'requests',
  extra: object = {},
) => ({
  name: 'c',
  resources: { [key]: { 'nvidia.com/gpu': String(gpus) } },
  ...extra,
});

describe('what a pod holds', () => {
  it.each([
    ['requests of all containers', { containers: [wants(2), wants(1)] }, 3],
    [
      'limits where there is no request',
      { containers: [wants(2, 'limits')] },
      2,
    ],
    [
      'the largest init container where it is more',
      { initContainers: [wants(4), wants(1)], containers: [wants(2)] },
      4,
    ],
    [
      'no more for an init container that is less',
      { initContainers: [wants(1)], containers: [wants(2)] },
      2,
    ],
    [
      'an init container that keeps running beside the others',
      {
        initContainers: [wants(1, 'requests', { restartPolicy: 'Always' })],
        containers: [wants(2)],
      },
      3,
    ],
  ])('is %s', (_what, spec, gpus) => {
    expect(podRequests(spec, IS_GPU)).toEqual({ 'nvidia.com/gpu': gpus });
  });

  it('counts MIG devices by their profile', () => {
    const resources = { requests: { 'nvidia.com/mig-1g.5gb': '2', cpu: '1' } };
    expect(podRequests({ containers: [{ resources }] }, IS_GPU)).toEqual({
      'nvidia.com/mig-1g.5gb': 2,
    });
  });

  it.each<[string, Parameters<typeof pod>[2]]>([
    ['has succeeded', { node: 'n', phase: 'Succeeded', gpus: 1 }],
    ['has failed', { node: 'n', phase: 'Failed', gpus: 1 }],
    ['is not placed', { gpus: 1 }],
    ['asks for none', { node: 'n' }],
  ])('is nothing for a pod that %s', (_what, options) => {
    const object = namedObject(pod('a', 'b', options));
    expect(object && projectGpuPod(object, CONTEXT)).toBeUndefined();
  });

  it('is by node and resource', () => {
    const object = namedObject(pod('a', 'b', { node: 'n', gpus: 1 }));
    expect(object && projectGpuPod(object, CONTEXT)).toEqual({
      node: 'n',
      gpus: { 'nvidia.com/gpu': 1 },
    });
  });

  it('never shrinks when a container is added', () => {
    const container = fc.integer({ min: 0, max: 16 }).map(gpus => wants(gpus));
    fc.assert(
      fc.property(
        fc.array(container),
        fc.array(container),
        container,
        (initContainers, containers, one) => {
          const before =
            podRequests({ initContainers, containers }, IS_GPU)[
              'nvidia.com/gpu'
            ] ?? 0;
          const after =
            podRequests(
              { initContainers, containers: [...containers, one] },
              IS_GPU,
            )['nvidia.com/gpu'] ?? 0;
          expect(after).toBeGreaterThanOrEqual(before);
        },
      ),
    );
  });

  it('survives a pod that is written in no known form', () => {
    expect(
      podRequests(
        {
          containers: [
            null,
            { resources: { requests: { 'nvidia.com/gpu': 'many' } } },
          ],
        },
        IS_GPU,
      ),
    ).toEqual({});
  });
});
