import { known, ProfileRegistry } from '../../profiles';
import { rangeWords } from '../versionRange';

const profiles = ProfileRegistry.load();

/** What the vendor's pages say, by hand: Knative, Training Operator, MPI Operator, LeaderWorkerSet, Network Operator, DRA driver. */
const MATRIX: Record<string, string[]> = {
  'runai-2021.04': ['-', '-', '-', '-', '-', '-'],
  'runai-2.8': ['-', '-', '-', '-', '-', '-'],
  'runai-2.9': ['1.4 to 1.8', '-', '-', '-', '-', '-'],
  'runai-2.10': ['?', '-', '-', '-', '-', '-'],
  'runai-2.13': ['?', '?', '?', '-', '-', '-'],
  'runai-2.18': ['1.4 to 1.12', '1.7', '?', '-', '-', '-'],
  'runai-2.19': ['?', '?', '?', '-', '-', '-'],
  'runai-2.20': ['1.11 to 1.16', '1.8.1', '0.6.0 or later', '-', '-', '-'],
  'runai-2.21': ['1.11 to 1.16', '?', '?', '-', '-', '-'],
  'runai-2.24': ['?', '?', '?', '-', '-', '-'],
  'runai-2.25': [
    '1.19 to 1.21',
    '1.9.2',
    '0.6.0 or later',
    '0.7.0 or later',
    '25.10 to 26.1',
    '25.8 to 25.12',
  ],
  'runai-2.26': ['?', '?', '?', '?', '?', '?'],
  'runai-3.0': [
    '1.21 to 1.23',
    '1.9.4',
    '0.6.0 to 0.8.2',
    '0.6.0 or later',
    '25.10 to 26.7',
    '25.8 to 25.12',
  ],
};

const FEATURES = [
  'knative',
  'training-operator',
  'mpi-operator',
  'lws',
  'network-operator',
  'dra-driver',
] as const;

it.each(Object.keys(MATRIX))(
  '%s asks for the software that the vendor names, and guesses no version',
  id => {
    const features = profiles.get(id).software?.features ?? {};
    expect(
      FEATURES.map(feature => {
        const range = known(features[feature]);
        return features[feature] ? range && rangeWords(range) : '-';
      }).map(words => words ?? '?'),
    ).toEqual(MATRIX[id]);
  },
);

it('asks for an ingress controller where Run:ai brings none, and takes a gateway only where the vendor does', () => {
  const ingress = (id: string) => known(profiles.get(id).software?.ingress);
  expect(ingress('runai-2.8')).toBeUndefined();
  expect(ingress('runai-2.11')).toMatchObject({ gatewayApi: false });
  expect(ingress('runai-2.20')).toMatchObject({ defaultClass: true });
  expect(ingress('runai-2.24')).toMatchObject({ gatewayApi: false });
  expect(ingress('runai-2.26')).toMatchObject({ gatewayApi: true });
  expect(ingress('runai-3.0')).toMatchObject({ recommended: 'HAProxy' });
});
