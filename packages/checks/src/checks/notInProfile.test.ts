import { notInProfile, type Check } from '../declarations';
import type { Profile } from '../profiles';
import {
  evaluateCheck,
  testProfile,
  type EvaluateCheckOptions,
} from '../testing';
import { systemDedicated } from './nodes/systemDedicated';
import { cases as systemDedicatedCases } from './nodes/systemDedicated.cases';
import { systemResources } from './nodes/systemResources';
import { cases as systemResourcesCases } from './nodes/systemResources.cases';
import { nodeDriver } from './nvidia/nodeDriver';
import { cases as nodeDriverCases } from './nvidia/nodeDriver.cases';
import { distribution } from './platform/distribution';
import { cases as distributionCases } from './platform/distribution.cases';
import { kubernetesVersion } from './platform/kubernetesVersion';
import { cases as kubernetesVersionCases } from './platform/kubernetesVersion.cases';
import { nodeArch } from './platform/nodeArch';
import { cases as nodeArchCases } from './platform/nodeArch.cases';
import { openshiftVersion } from './platform/openshiftVersion';
import { cases as openshiftVersionCases } from './platform/openshiftVersion.cases';
import { defaultClass } from './storage/defaultClass';
import { cases as defaultClassCases } from './storage/defaultClass.cases';

const NOBODY_KNOWS = {
  source: 'No page of this version is known',
  verified: 'unverified',
} as const;

const { systemNodes, gpu, storage } = testProfile();

/** What would pass, were it known; and what the profile then says that it does not know. */
const TABLE: [
  check: Check,
  passing: EvaluateCheckOptions,
  without: Partial<Profile>,
  what: string,
][] = [
  [
    kubernetesVersion,
    kubernetesVersionCases.Supported,
    { kubernetes: NOBODY_KNOWS },
    'which versions of Kubernetes it supports',
  ],
  [
    kubernetesVersion,
    kubernetesVersionCases.Supported,
    {
      kubernetes: {
        maxTested: '1.36',
        source: 'A change log',
        verified: 'secondary',
      },
    },
    'which is the oldest version of Kubernetes that it supports',
  ],
  [
    openshiftVersion,
    openshiftVersionCases.Supported,
    { openshift: NOBODY_KNOWS },
    'which versions of OpenShift it supports',
  ],
  [
    nodeArch,
    nodeArchCases.Supported,
    { architectures: NOBODY_KNOWS },
    'which architectures it has images for',
  ],
  [
    distribution,
    distributionCases.Recognised,
    { distributions: NOBODY_KNOWS },
    'which distributions it runs on',
  ],
  [
    systemDedicated,
    systemDedicatedCases.Dedicated,
    { systemNodes: { ...systemNodes, count: NOBODY_KNOWS } },
    'how many system nodes it asks for',
  ],
  [
    systemResources,
    systemResourcesCases.LargeEnough,
    { systemNodes: { ...systemNodes, size: NOBODY_KNOWS } },
    'how large a system node has to be',
  ],
  [
    nodeDriver,
    nodeDriverCases.DriverMeetsMinimum,
    { gpu: { ...gpu, driver: NOBODY_KNOWS } },
    'which driver and CUDA a node has to have',
  ],
  [
    defaultClass,
    defaultClassCases.OneDefault,
    { storage: { ...storage, defaultClass: NOBODY_KNOWS } },
    'whether a default storage class is needed',
  ],
];

it.each(TABLE.map(([check, ...rest]) => [check.id, check, ...rest] as const))(
  '%s is unknown where the profile has no data, and says which',
  (_, check, passing, without, what) => {
    const profile = { ...testProfile(), ...without };
    const statuses = evaluateCheck(check, passing).map(({ status }) => status);
    expect(statuses).toContain('pass');

    const results = evaluateCheck(check, { ...passing, profile });
    expect(results.map(({ status }) => status)).not.toContain('pass');
    expect(results).toContainEqual(
      expect.objectContaining({
        status: 'unknown',
        reason: notInProfile(profile, what).outcome,
        message: expect.stringContaining(`does not know ${what}`),
      }),
    );
  },
);

it('is known without a number where the vendor asks for none', () => {
  const none = {
    source: 'Its page names no driver',
    verified: 'vendor',
  } as const;
  const profile = {
    ...testProfile(),
    gpu: { ...gpu, driver: { ...none, rules: [] }, cuda: none },
  };
  const [result] = evaluateCheck(nodeDriver, {
    ...nodeDriverCases.DriverMeetsMinimum,
    profile,
  });
  expect(result).toMatchObject({
    status: 'pass',
    expected: 'a working driver',
  });
});

it('finds a driver that does not work whatever the profile knows', () => {
  const profile = {
    ...testProfile(),
    gpu: { ...gpu, driver: NOBODY_KNOWS, cuda: NOBODY_KNOWS },
  };
  const results = evaluateCheck(nodeDriver, {
    ...nodeDriverCases.DriverMissing,
    profile,
  });
  expect(results[0].reason).toBe('DriverMissing');
});
