import { evaluateToOne, testProfile } from '../../testing';
import { containerRuntime } from './containerRuntime';
import { having } from './containerRuntime.cases';

const OPENSHIFT = 'config.openshift.io';

describe('platform.container-runtime', () => {
  it.each([
    ['runai-2.25', 'cri-o://1.33.4', [OPENSHIFT], [], 'Supported'],
    ['runai-2.25', 'cri-o://1.33.4', [], [], 'NotSupported'],
    ['runai-2.25', '', [], [], 'NotTold'],
    ['runai-3.0', 'containerd://1.7.27', [], [], 'NotInProfile'],
    ['runai-3.0', 'containerd://1.7.27', [], ['fractions'], 'TooOld'],
    ['runai-3.0', 'containerd://2.1.4', [], ['fractions'], 'Supported'],
    ['runai-3.0', 'cri-o://1.33.4', [], ['fractions'], 'Supported'],
    ['runai-3.0', 'docker://20.10.7', [], ['fractions'], 'NotSupported'],
    ['runai-2021.04', 'docker://20.10.7', [], [], 'NotApplicable'],
  ] as const)(
    'by %s, %s, served %s, used for %s: %s',
    (id, runtime, groups, uses, reason) => {
      const result = evaluateToOne(containerRuntime, {
        ...having(runtime, ...groups),
        profile: testProfile(id),
        settings: { uses: [...uses] },
      });
      expect(result.reason).toBe(reason);
    },
  );

  it('says which version is needed', () => {
    const { message } = evaluateToOne(containerRuntime, {
      ...having('containerd://1.7.27'),
      profile: testProfile('runai-3.0'),
      settings: { uses: ['fractions'] },
    });
    expect(message).toBe(
      'w has containerd 1.7.27, containerd 2.0 or later is needed',
    );
  });
});
