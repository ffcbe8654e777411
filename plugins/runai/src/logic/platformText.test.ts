import { platformText } from './platformText';

describe('the words of a platform', () => {
  it.each([
    ['native Kubernetes (kubeadm)', 'v1.20.2', 'Kubernetes', '1.20.2, kubeadm'],
    [
      'native Kubernetes (assumed)',
      undefined,
      'Kubernetes',
      'distribution assumed',
    ],
    ['Rancher RKE2', 'v1.20.4+rke2r1', 'Rancher RKE2', '1.20.4'],
    ['Google GKE', 'v1.34.1-gke.1829001', 'Google GKE', '1.34.1-gke.1829001'],
    ['Kubernetes', 'garbage', 'Kubernetes', 'garbage'],
  ])('%s %s', (distribution, kubernetesVersion, name, detail) => {
    expect(
      platformText({ distribution, track: 'kubernetes', kubernetesVersion }),
    ).toEqual({ name, detail });
  });

  it('gives the version of OpenShift before that of Kubernetes', () => {
    expect(
      platformText({
        distribution: 'OpenShift',
        track: 'openshift',
        kubernetesVersion: 'v1.19.0',
        openshiftVersion: '4.6.8',
      }),
    ).toEqual({ name: 'OpenShift', detail: '4.6.8' });
  });
});
