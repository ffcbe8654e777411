import type { UnknownClass } from '@runai-portal/backstage-plugin-runai-common';

/**
 * Reasons that the engine itself may give for any check, and which kind of not knowing each is, if one; a check may declare them
 * in its table too, with words of its own.
 */
const CLASSES = {
  Forbidden: 'forbidden',
  Unauthorized: 'unreachable',
  NoCredentials: 'unreachable',
  Unreachable: 'unreachable',
  TlsError: 'unreachable',
  Misconfigured: 'unreachable',
  Timeout: 'timeout',
  NotServed: 'unsupported',
  Throttled: 'timeout',
  ServerError: 'unreadable',
  SchemaUnexpected: 'unreadable',
  TooLarge: 'unreadable',
  BlockedBy: 'blocked',
  NotApplicable: undefined,
  NothingJudged: 'notRun',
  NotInProfile: 'unsupported',
  NotRun: 'notRun',
  CheckCrashed: 'unreadable',
} as const satisfies Record<string, UnknownClass | undefined>;

/** A reason that the engine itself may give. */
export type EngineReason = keyof typeof CLASSES;

/** All that there are. */
export const ENGINE_REASONS = Object.keys(CLASSES);

const classes = new Map<string, UnknownClass | undefined>(
  Object.entries(CLASSES),
);

/** Which kind of not knowing a reason is; `unreadable` for a reason of a fact's own. */
export function unknownClass(reason: string): UnknownClass {
  return classes.get(reason) ?? 'unreadable';
}
