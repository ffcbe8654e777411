import { mockServices } from '@backstage/backend-test-utils';
import { ChangeNotifier } from './ChangeNotifier';

describe('a change notifier', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('says once that something changed, and names no cluster', () => {
    const publish = jest.fn(async () => {});
    const notifier = new ChangeNotifier({
      signals: { publish },
      logger: mockServices.logger.mock(),
    });
    notifier.changed();
    notifier.changed();
    jest.runAllTimers();
    expect(publish).toHaveBeenCalledTimes(1);
    expect(publish).toHaveBeenCalledWith({
      recipients: { type: 'broadcast' },
      channel: 'runai:changed',
      message: {},
    });
    notifier.changed();
    jest.runAllTimers();
    expect(publish).toHaveBeenCalledTimes(2);
  });
});
