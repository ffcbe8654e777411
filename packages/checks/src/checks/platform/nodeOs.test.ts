import { evaluateToOne, testProfile } from '../../testing';
import { nodeOs } from './nodeOs';
import { running } from './nodeOs.cases';

const EKS = 'v1.34.1-eks-113cf36';
const GKE = 'v1.34.1-gke.100';
const COS = 'Container-Optimized OS from Google';

describe('platform.node-os', () => {
  it.each([
    ['runai-2.25', 'Amazon Linux 2023.9.20250929', EKS, 'NotSupported'],
    ['runai-2.25', 'Ubuntu 22.04.5 LTS', EKS, 'Supported'],
    ['runai-2.25', 'Windows Server 2022', GKE, 'NotSupported'],
    // 2.18 runs on Ubuntu alone there, 2.20 on COS as well.
    ['runai-2.18', COS, GKE, 'NotSupported'],
    ['runai-2.20', COS, GKE, 'Supported'],
    // What 2.25 says of EKS is not carried over.
    ['runai-3.0', 'Amazon Linux 2023.9.20250929', EKS, 'NotInProfile'],
    ['runai-2021.04', 'Amazon Linux 2', EKS, 'NotApplicable'],
  ])('by %s, %s on %s: %s', (id, image, gitVersion, reason) => {
    const result = evaluateToOne(nodeOs, {
      ...running(image, gitVersion, '25.10.0'),
      profile: testProfile(id),
    });
    expect(result.reason).toBe(reason);
  });

  it('names what is supported in place of it', () => {
    const result = evaluateToOne(nodeOs, {
      ...running(COS, GKE),
      profile: testProfile('runai-2.18'),
    });
    expect(result.message).toBe(
      'w runs Container-Optimized OS from Google, which is not supported on Google GKE. Supported: Ubuntu',
    );
  });
});
