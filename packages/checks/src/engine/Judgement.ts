import type {
  Result,
  Severity,
  Subject,
} from '@runai-portal/backstage-plugin-runai-common';
import type { Check, CheckContext, Observation } from '../declarations';
import { capResult, someEvidence } from './capResult';
import { crashMessage } from './findings';
import type { Reading } from './Reading';
import { weigh } from './severity';
import { dated, said, spoken, type PlacesOf, type Spoken } from './spoken';
import { unreadable, unreadOptional } from './unread';

/** Where the cluster stands that remedies may differ by. */
export interface Places {
  readonly distribution: string;
  readonly track: string;
}

/** What checks are judged with. */
export interface JudgementInput {
  readonly reading: Reading;
  readonly context: Omit<CheckContext, 'observedAt'>;
  /** All that there are: those that a check depends on are found among them. */
  readonly checks: readonly Check[];
  /** Tells which remedies apply. */
  readonly platform: Observation<Places>;
}

/** The results of one check, and the subjects on which others wait for it. */
interface Judged {
  readonly results: readonly Result[];
  readonly blocking: ReadonlyMap<string, Result>;
}

const NONE: ReadonlyMap<string, Result> = new Map();

/**
 * Judges checks on what was read, each at most once: one that others depend on is judged before them.
 *
 * @remarks Pure and never throws: a check that does is `unknown` with the reason `CheckCrashed`.
 */
export class Judgement {
  readonly reading: Reading;
  readonly context: Omit<CheckContext, 'observedAt'>;
  readonly #checks: ReadonlyMap<string, Check>;
  readonly #platform: Observation<Places>;
  readonly #judged = new Map<string, Judged>();
  /** Those that are being judged: a circle of dependencies ends here. */
  readonly #open = new Set<string>();

  constructor({ reading, context, checks, platform }: JudgementInput) {
    this.reading = reading;
    this.context = context;
    this.#checks = new Map(checks.map(check => [check.id, check]));
    this.#platform = platform;
  }

  /** One result a subject; exactly one, of the cluster, where there is nothing to tell subjects apart. */
  results(check: Check): readonly Result[] {
    return this.#judge(check).results;
  }

  #judge(check: Check): Judged {
    const known = this.#judged.get(check.id);
    if (known) {
      return known;
    }
    const judged = this.#judgeAnew(check);
    if (this.reading.isSettled(sourcesOf(check))) {
      this.#judged.set(check.id, judged);
    }
    return judged;
  }

  #judgeAnew(check: Check): Judged {
    const places = () => this.#places();
    let severity: Severity = 'required';
    let words: Spoken[];
    this.#open.add(check.id);
    try {
      const weight = weigh(check, this.context);
      severity = weight.severity;
      words = weight.notApplicable
        ? [said('notApplicable', 'NotApplicable', weight.notApplicable)]
        : this.#speak(check, places);
    } catch (error) {
      words = [said('unknown', 'CheckCrashed', crashMessage(error))];
    } finally {
      this.#open.delete(check.id);
    }
    const when = this.#when(check);
    const blocking = new Map<string, Result>();
    const results = words.map(word => {
      const result = toResult({ check, word, severity, ...when }, this.context);
      if (word.blocks) {
        blocking.set(keyOf(result.subject), result);
      }
      return result;
    });
    return { results, blocking };
  }

  #speak(check: Check, places: PlacesOf): Spoken[] {
    const missing = unreadable(check, this.reading);
    if (missing) {
      return [missing];
    }
    const { reading } = this;
    const context: CheckContext = {
      ...this.context,
      observedAt: name => {
        const source = check.uses[name] ?? check.optional[name];
        return (
          (source && reading.when([source])?.observedAt) ??
          this.context.now.toISOString()
        );
      },
    };
    const words = findingsOf(check, context, reading).map(finding =>
      spoken(check, finding, places),
    );
    const unread = unreadOptional(check, reading);
    const answered =
      words.length > 0
        ? words
        : [
            said(
              'notApplicable',
              'NotApplicable',
              'There is nothing here that this check judges',
            ),
          ];
    return answered
      .map(word => this.#behindOthers(check, word))
      .map(word =>
        // First, since evidence is cut at its end: what was not seen limits everything that is said.
        unread.length === 0 || word.status === 'notApplicable'
          ? word
          : { ...word, evidence: [...unread, ...word.evidence] },
      );
  }

  /** What is not in order waits for the check whose failure on the same subject, or on the cluster, explains it. */
  #behindOthers(check: Check, word: Spoken): Spoken {
    if (word.status === 'pass' || word.blockedBy) {
      return word;
    }
    const subject = word.subject ?? this.#cluster();
    for (const id of check.dependsOn) {
      const other = this.#checks.get(id);
      const { blocking } =
        other && !this.#open.has(id) ? this.#judge(other) : { blocking: NONE };
      const cause =
        blocking.get(keyOf(subject)) ?? blocking.get(keyOf(this.#cluster()));
      if (cause) {
        return said('unknown', 'BlockedBy', `Not judged: ${cause.message}`, {
          subject: word.subject,
          evidence: word.evidence,
          blockedBy: cause.blockedBy ?? cause.checkId,
        });
      }
    }
    return word;
  }

  #cluster(): Subject {
    return { kind: 'cluster', name: this.context.cluster };
  }

  #places(): readonly string[] {
    const platform = this.reading.value(this.#platform);
    return platform ? [platform.distribution, platform.track] : [];
  }

  /** A result is as old as the oldest fact that it rests on. */
  #when(check: Check): { observedAt: string; durationMs: number } {
    return (
      this.reading.when(sourcesOf(check)) ?? {
        observedAt: this.context.now.toISOString(),
        durationMs: 0,
      }
    );
  }
}

/** All that a check rests on itself. */
export function sourcesOf({ uses, optional }: Check) {
  return [...Object.values(uses), ...Object.values(optional)];
}

function findingsOf(check: Check, context: CheckContext, reading: Reading) {
  const answer = check.evaluate({
    ...context,
    ...reading.values(check.uses),
    ...reading.values(check.optional),
  });
  return Array.isArray(answer) ? answer : [answer];
}

function keyOf({ kind, namespace = '', name }: Subject): string {
  return `${kind}/${namespace}/${name}`;
}

interface Dated {
  check: Check;
  word: Spoken;
  severity: Severity;
  observedAt: string;
  durationMs: number;
}

/** Written out field by field, absent ones left out: thousands of results are made at once, and spreading is dear. */
function toResult(
  { check, word, severity, observedAt, durationMs }: Dated,
  { cluster }: Pick<CheckContext, 'cluster'>,
): Result {
  const result: Result = {
    checkId: check.id,
    subject: word.subject ?? { kind: 'cluster', name: cluster },
    status: word.status,
    severity,
    reason: word.reason,
    message: word.message,
    evidence: someEvidence(word.evidence).map(line => dated(line, observedAt)),
    observedAt,
    changedAt: observedAt,
    durationMs,
  };
  if (word.expected !== undefined) {
    result.expected = word.expected;
  }
  if (word.actual !== undefined) {
    result.actual = word.actual;
  }
  if (word.blockedBy !== undefined) {
    result.blockedBy = word.blockedBy;
  }
  if (word.unknown !== undefined) {
    result.unknown = word.unknown;
  }
  if (word.of !== undefined) {
    result.of = word.of;
    result.judged = word.judged ?? word.of;
  }
  if (word.remediation) {
    result.remediation = word.remediation;
  }
  return capResult(result);
}
