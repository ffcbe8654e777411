import { evaluateToOne, testProfile } from '../testing';
import { defineCheck } from './check';
import { notInProfile } from './commonOutcomes';

it('is unknown where the profile has no data, names it, and says who can', () => {
  const check = defineCheck({
    id: 'a.b',
    title: 'A',
    category: 'platform',
    description: 'A',
    uses: {},
    outcomes: { Fine: { status: 'pass', says: 'Fine' } },
    evaluate: ({ profile }) =>
      notInProfile(profile, 'which versions of Kubernetes it supports'),
  });
  expect(
    evaluateToOne(check, { facts: {}, profile: testProfile() }),
  ).toMatchObject({
    status: 'unknown',
    reason: 'NotInProfile',
    unknown: 'unsupported',
    message: expect.stringMatching(
      /^The profile runai-2021\.04 does not know which versions of Kubernetes it supports/,
    ),
    remediation: { owner: 'portal-admin' },
  });
});
