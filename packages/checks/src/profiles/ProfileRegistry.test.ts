import { ProfileRegistry } from './ProfileRegistry';

describe('ProfileRegistry', () => {
  it('loads the seed profile', () => {
    expect(ProfileRegistry.load().get().kubernetes).toMatchObject({
      minimum: '1.16',
      recommended: '1.20',
      source: 'B1',
    });
  });
});
