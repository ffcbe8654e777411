import type { Check, Fact } from './declarations';

/** Every check that the engine knows without plugins, by category, in the order in which pages and reports show them. */
export const CHECKS: readonly Check[] = [];

/** Facts that no check rests on, read for the snapshot. */
export const SNAPSHOT_FACTS: readonly Fact<unknown>[] = [];
