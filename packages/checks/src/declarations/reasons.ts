/** Reasons that the engine itself may give for any check; a check may declare them in its table too, with words of its own. */
export const ENGINE_REASONS = [
  'Forbidden',
  'Unauthorized',
  'NoCredentials',
  'Unreachable',
  'TlsError',
  'Misconfigured',
  'Timeout',
  'NotServed',
  'Throttled',
  'ServerError',
  'SchemaUnexpected',
  'TooLarge',
  'BlockedBy',
  'NotApplicable',
  'NothingJudged',
  'NotRun',
  'CheckCrashed',
] as const;

/** One of {@link ENGINE_REASONS}. */
export type EngineReason = (typeof ENGINE_REASONS)[number];

/** Whether a reason is one of the engine's. */
export function isEngineReason(reason: string): reason is EngineReason {
  return (ENGINE_REASONS as readonly string[]).includes(reason);
}
