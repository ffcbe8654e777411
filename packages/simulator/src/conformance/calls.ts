import { serverCalls } from './calls/serverCalls';
import { discoveryCalls } from './calls/discoveryCalls';
import { readingCalls } from './calls/readingCalls';
import { browsingCalls } from './calls/browsingCalls';
import { selectorCalls } from './calls/selectorCalls';
import { rightsCalls } from './calls/rightsCalls';
import { writingCalls } from './calls/writingCalls';
import type { Call } from './types';

/** Every call, in order: writes change what later ones see. */
export const calls: Call[] = [
  ...serverCalls,
  ...discoveryCalls,
  ...readingCalls,
  ...browsingCalls,
  ...selectorCalls,
  ...rightsCalls,
  ...writingCalls,
];
