import type { OutcomeCases } from '../../testing';
import type { offlineScan } from './offlineScan';

export const cases: OutcomeCases<typeof offlineScan> = {
  NotStated: { facts: {}, settings: { mode: 'airGapped' } },
};
