import { CHECKS } from '../catalogue';
import { testProfile } from '../testing';
import { weigh } from './severity';

const check = (id: string) => {
  const found = CHECKS.find(entry => entry.id === id);
  if (!found) {
    throw new Error(`no check ${id}`);
  }
  return found;
};
const profile = testProfile();

describe('the weight of a check', () => {
  it.each([
    'nodes.system-dedicated',
    'nodes.system-resources',
    'nodes.control-plane-separate',
  ])('%s is required in production and recommended in a trial', id => {
    expect(
      weigh(check(id), { environment: 'production', profile }).severity,
    ).toBe('required');
    expect(weigh(check(id), { environment: 'trial', profile }).severity).toBe(
      'recommended',
    );
  });

  it.each([
    [undefined, undefined],
    ['cloud', undefined],
    ['hybrid', undefined],
    ['fullyOnPrem', undefined],
    [
      'airGapped',
      'Not asked for in the install mode air-gapped: nothing outside the site is asked for',
    ],
  ] as const)('network.egress in the mode %s', (mode, notApplicable) => {
    expect(
      weigh(check('network.egress'), { environment: 'trial', mode, profile }),
    ).toEqual({
      severity: 'required',
      ...(notApplicable && { notApplicable }),
    });
  });
});
