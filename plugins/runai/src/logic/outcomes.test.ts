import { byStatus } from './outcomes';

describe('byStatus', () => {
  it('lists the worst first, and tells once what is to be done', () => {
    const remedy = {
      owner: 'network' as const,
      text: 'Open it.',
      commands: [],
      docs: [],
      where: [],
    };
    expect(
      byStatus([
        { reason: 'Ok', status: 'pass', says: 'well' },
        { reason: 'Slow', status: 'warn', says: 'slow', remedy },
        { reason: 'Closed', status: 'fail', says: 'closed', remedy },
      ]).map(({ reason, alike }) => [reason, alike]),
    ).toEqual([
      ['Closed', undefined],
      ['Slow', 'Closed'],
      ['Ok', undefined],
    ]);
  });
});
