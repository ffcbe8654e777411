/** A part of a profile that says how well it is founded. */
interface Founded {
  readonly verified: string;
}

/** What of a part of a profile can be judged by. */
export type Known<Part extends Founded> = Exclude<
  Part,
  { verified: 'unverified' }
>;

/** What a profile says; undefined where it says nothing, or what nobody has confirmed. */
export function known<Part extends Founded>(
  part: Part | undefined,
): Known<Part> | undefined {
  return part && isConfirmed(part) ? part : undefined;
}

function isConfirmed<Part extends Founded>(part: Part): part is Known<Part> {
  return part.verified !== 'unverified';
}
