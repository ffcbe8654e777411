import type { AttestationNote, Result, WaiverNote } from '../types';

/** @public An accepted risk, for a whole check or for some of its subjects. */
export interface Waiver extends WaiverNote {
  checkId: string;
  /** By name; all where absent. */
  subjects?: readonly string[];
}

/** @public Statements of people about a cluster. */
export interface Statements {
  waivers?: readonly Waiver[];
  /** By check id. */
  attestations?: Readonly<Record<string, AttestationNote>>;
}

/**
 * Notes on each result the waiver and the attestation that hold at `now`. Statuses stay what they are: a statement stands
 * beside an observation and is never folded into it.
 *
 * @public
 */
export function applyStatements(
  results: readonly Result[],
  statements: Statements,
  now: Date,
): Result[] {
  const { attestations = {} } = statements;
  const waivers = (statements.waivers ?? []).filter(waiver =>
    holds(waiver.expiresAt, now),
  );
  return results.map(result => {
    const waiver = waiverOf(result, waivers);
    const stated =
      isOpen(result) && Object.hasOwn(attestations, result.checkId)
        ? attestations[result.checkId]
        : undefined;
    const attestation =
      stated && holds(stated.expiresAt, now) ? stated : undefined;
    return waiver || attestation || result.waiver || result.attestation
      ? withStatements(result, waiver, attestation)
      : result;
  });
}

function waiverOf(
  { checkId, subject }: Result,
  waivers: readonly Waiver[],
): Waiver | undefined {
  for (const waiver of waivers) {
    if (
      waiver.checkId === checkId &&
      (waiver.subjects?.includes(subject.name) ?? true)
    ) {
      return waiver;
    }
  }
  return undefined;
}

/** In place of those that held before. */
function withStatements(
  { waiver: _waiver, attestation: _attestation, ...rest }: Result,
  waiver: Waiver | undefined,
  attestation: AttestationNote | undefined,
): Result {
  return {
    ...rest,
    ...(waiver && {
      waiver: {
        by: waiver.by,
        reason: waiver.reason,
        expiresAt: waiver.expiresAt,
      },
    }),
    ...(attestation && { attestation }),
  };
}

/** An attestation yields to an observation. */
function isOpen({ status }: Result): boolean {
  return status === 'unknown' || status === 'skipped';
}

function holds(expiresAt: string | undefined, now: Date): boolean {
  return (
    expiresAt === undefined || new Date(expiresAt).getTime() > now.getTime()
  );
}
