import type {
  DocLink,
  Evidence,
  RemediationOwner,
  Subject,
  UnknownClass,
} from '@runai-portal/backstage-plugin-runai-common';

/**
 * What a sentence speaks of, by name. A list is joined before it is handed over (`someNames`); undefined is left out together
 * with the part of the sentence, or the command, that names it.
 */
export type Values = Readonly<Record<string, string | number | undefined>>;

/**
 * What to do. Texts and commands name values as `{name}`; a part of the text in square brackets, and a command, are left out
 * where a value that they name is undefined. Of `[one {part}|another {part}|nothing]` the first stands whose values are all there.
 * `{count:node|nodes}` chooses the form by the number.
 */
export interface Remedy {
  /** `cluster-admin` where absent: most is for them to do. */
  readonly owner?: RemediationOwner;
  /** Plain sentences. */
  readonly text: string;
  /** Shell commands that can be copied as they stand. */
  readonly commands?: readonly string[];
  /** Pages to read, by their keys in `tables/documents.yaml` or as they are. */
  readonly docs?: readonly (string | DocLink)[];
  /** Where it differs: by the track (`openshift`) or the id of the distribution (`gke`), which goes first. */
  readonly where?: Readonly<Record<string, Partial<Omit<Remedy, 'where'>>>>;
}

interface Said {
  /** One sentence (or two), written as a {@link Remedy}'s text is. */
  readonly says: string;
  /** In place of the check's own. */
  readonly expected?: string;
  readonly actual?: string;
  /** A check that depends on this one waits for it on the same subject. True for `fail`, false for all others where absent. */
  readonly blocks?: boolean;
}

/** One thing that a check may say of a subject. Its key in the table is the reason code: waivers rest on it, so it is never renamed. */
export type Outcome = Said &
  (
    | {
        readonly status: 'pass' | 'notApplicable' | 'skipped';
        readonly remedy?: Remedy;
      }
    | { readonly status: 'warn' | 'fail'; readonly remedy: Remedy }
    | {
        readonly status: 'unknown';
        /** Which kind of not knowing it is; that of its reason where absent, which is `unreadable` for one of a check's own. */
        readonly because?: UnknownClass;
        readonly remedy: Remedy;
      }
  );

/** A table of outcomes by reason code. */
export type Outcomes<Key extends string = string> = Readonly<
  Record<Key, Outcome>
>;

/** A piece of evidence as a check tells it; the engine adds when it was read. */
export type EvidenceLine = Omit<Evidence, 'observedAt'> &
  Partial<Pick<Evidence, 'observedAt'>>;

/** What `evaluate` selects for one subject. */
export interface Finding<Key extends string = string> {
  readonly outcome: Key;
  /** The cluster where absent. */
  readonly subject?: Subject;
  readonly values?: Values;
  readonly evidence?: readonly EvidenceLine[];
  /** How many things were looked at for it, and of how many: a pass of none of some is never given. */
  readonly judged?: number;
  readonly of?: number;
}
