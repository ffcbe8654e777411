import type { ReadinessState } from '../vocabulary';
import type { CheckStanding } from './standing';

/** @internal What the verdict rests on: each list in the order of the categories. */
export interface Tally {
  /** Checks that say anything at all. */
  judged: number;
  /** Required checks that apply. */
  required: number;
  attested: number;
  fails: CheckStanding[];
  unknowns: CheckStanding[];
  notRun: CheckStanding[];
  warnings: CheckStanding[];
}

/** @internal The verdict in one sentence, for headlines and for the command line. */
export function sentenceOf(state: ReadinessState, tally: Tally): string {
  switch (state) {
    case 'notChecked':
      return 'Not checked yet';
    case 'notReady':
      return `Not ready for Run:ai: ${required(
        tally.fails.length,
      )} not met${openPart(tally)}`;
    case 'undetermined':
      return undetermined(tally);
    case 'readyWithWarnings':
      return `Ready for Run:ai with ${plural(
        tally.warnings.length,
        'warning',
      )}${statedPart(tally)}`;
    default:
      return `Ready for Run:ai: ${required(tally.required)} met${statedPart(
        tally,
      )}`;
  }
}

function undetermined(tally: Tally): string {
  const { unknowns, notRun, warnings } = tally;
  if (unknowns.length > 0) {
    const rest = notRun.length > 0 ? `, and ${ran(notRun)} not run` : '';
    return `Not known whether it is ready for Run:ai: ${plural(
      unknowns.length,
      'required check',
    )} could not be judged${rest}`;
  }
  const order =
    warnings.length > 0
      ? `in order, with ${plural(warnings.length, 'warning')}`
      : 'in order';
  return `All that can be read is ${order}; ${ran(notRun)} not run: attest ${
    notRun.length === 1 ? 'it where it is' : 'those that are'
  } known to hold${statedPart(tally)}`;
}

function openPart({ unknowns }: Tally): string {
  return unknowns.length > 0
    ? `, and ${unknowns.length} more could not be judged`
    : '';
}

function statedPart({ attested }: Tally): string {
  if (attested === 0) {
    return '';
  }
  return attested === 1
    ? '; 1 check was stated, not seen'
    : `; ${attested} checks were stated, not seen`;
}

function ran(notRun: readonly CheckStanding[]): string {
  // Of the network and of registries a cluster's own nodes can tell, and nobody from outside.
  const fromInside = notRun.every(
    ({ category }) => category === 'network' || category === 'registry',
  );
  return `${plural(notRun.length, 'check')}${
    fromInside ? ' from inside the cluster' : ''
  } ${notRun.length === 1 ? 'was' : 'were'}`;
}

function required(count: number): string {
  return `${plural(count, 'required check')} ${count === 1 ? 'is' : 'are'}`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
