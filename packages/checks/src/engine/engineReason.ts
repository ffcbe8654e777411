import type { EngineReason } from '../declarations';
import { ENGINE_REASONS } from '../declarations';

/** A fact's reason as one that any check may give; `SchemaUnexpected` for a reason of the fact's own. */
export function engineReason(reason: string): EngineReason {
  return ENGINE_REASONS.find(known => known === reason) ?? 'SchemaUnexpected';
}
