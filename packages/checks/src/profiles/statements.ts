import { z } from 'zod';
import { lazyTable } from './loadTable';

/** What the statements of the two seed documents say, by their ids: A1 to A10, B1 to B22. */
export const seedStatements = lazyTable(
  'seed-statements',
  z.record(z.string(), z.string()),
);
