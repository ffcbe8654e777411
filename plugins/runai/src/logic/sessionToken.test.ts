import { parse } from 'yaml';
import { kubeconfigText, tokenExpiry } from './sessionToken';

const tokenWith = (claims: object) =>
  `e30.${btoa(JSON.stringify(claims)).replace(/=+$/, '')}.signature`;

it('tells when a token ends, and nothing where it does not say', () => {
  expect(tokenExpiry(tokenWith({ exp: 1_779_282_000 }))).toEqual(
    new Date('2026-05-20T13:00:00Z'),
  );
  expect(tokenExpiry(tokenWith({}))).toBeUndefined();
  expect(tokenExpiry('opaque')).toBeUndefined();
});

it('writes a kubeconfig that names the portal, its authority and the token', () => {
  const text = kubeconfigText({
    cluster: 'rancher-ml',
    server: 'https://portal.example.com/api/runai/clusters/rancher-ml/k8s',
    caData: '-----BEGIN CERTIFICATE-----\n',
    token: 'secret',
  });
  expect(parse(text)).toEqual({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'rancher-ml',
    contexts: [
      {
        name: 'rancher-ml',
        context: { cluster: 'rancher-ml', user: 'portal' },
      },
    ],
    clusters: [
      {
        name: 'rancher-ml',
        cluster: {
          server:
            'https://portal.example.com/api/runai/clusters/rancher-ml/k8s',
          'certificate-authority-data': btoa('-----BEGIN CERTIFICATE-----\n'),
        },
      },
    ],
    users: [{ name: 'portal', user: { token: 'secret' } }],
  });
});
