import type {
  Result,
  Subject,
} from '@runai-portal/backstage-plugin-runai-common';
import type { Check, CheckContext, FactOutcomes } from '../declarations';
import { sourcesOf, type Catalogue } from './Catalogue';
import { crashMessage } from './findings';
import { Reading } from './Reading';
import { weigh, type Weight } from './severity';
import { said, spoken, type Spoken } from './spoken';
import { toResult } from './toResult';
import { unreadable, unreadOptional } from './unread';

/** Everything that a judgement rests on. */
export interface JudgementInput extends CheckContext {
  facts: FactOutcomes;
  /** Name of the cluster in the results; that of the settings where absent. */
  cluster?: string;
}

const NOTHING_HERE = 'There is nothing here that this check judges';

/** The results of one check, and the subjects on which others wait for it. */
interface Judged {
  readonly results: readonly Result[];
  readonly blocking: ReadonlyMap<string, Result>;
}

/**
 * Judges checks on what was read, each at most once: one that others depend on is judged before them.
 *
 * @remarks Never throws: a check that does is `unknown` with the reason `CheckCrashed`. Facts may still be added while it is
 * used, as long as those of a check are there before that is asked for.
 */
export class Judgement {
  readonly #catalogue: Catalogue;
  readonly #context: CheckContext;
  readonly #reading: Reading;
  readonly #cluster: Subject;
  readonly #judged = new Map<string, Judged>();

  constructor(catalogue: Catalogue, input: JudgementInput) {
    const { facts, profile, settings, now, audience } = input;
    this.#catalogue = catalogue;
    this.#context = { profile, settings, now, audience };
    this.#reading = new Reading(facts, { profile, settings, now });
    const name = input.cluster ?? settings.name;
    this.#cluster = { kind: 'cluster', name };
  }

  /** One result a subject; exactly one, of the cluster, where there is nothing to tell subjects apart. */
  results(check: Check): readonly Result[] {
    return this.#judge(check).results;
  }

  /** What is said of a check while another one, that everything rests on, fails: nothing, and why. */
  resultBehind(gate: Result, check: Check): Result {
    const { checkId: blockedBy, observedAt } = gate;
    const { severity, words } = this.#weighed(check, () => [
      blocked(gate, { blockedBy }),
    ]);
    return toResult(words[0], {
      checkId: check.id,
      subject: this.#cluster,
      severity,
      observedAt,
      durationMs: 0,
    });
  }

  #judge(check: Check): Judged {
    const known = this.#judged.get(check.id);
    if (known) {
      return known;
    }
    const blocking = new Map<string, Result>();
    // A circle of dependencies ends here.
    this.#judged.set(check.id, { results: [], blocking });
    const { severity, words } = this.#weighed(check, () => this.#speak(check));
    const head = {
      checkId: check.id,
      subject: this.#cluster,
      severity,
      // A result is as old as the oldest fact that it rests on.
      ...this.#reading.when(sourcesOf(check)),
    };
    const results = words.map(word => {
      const result = toResult(word, head);
      if (word.blocks) {
        blocking.set(keyOf(result.subject), result);
      }
      return result;
    });
    const judged = { results, blocking };
    this.#judged.set(check.id, judged);
    return judged;
  }

  /** With what is said where the check is asked for at all. */
  #weighed(check: Check, speak: () => Spoken[]) {
    const { settings, profile } = this.#context;
    let weight: Weight = { severity: 'required' };
    let words: Spoken[];
    try {
      weight = weigh(check, { ...settings, profile });
      const { notApplicable } = weight;
      words = notApplicable
        ? [said('notApplicable', 'NotApplicable', notApplicable)]
        : speak();
    } catch (error) {
      words = [said('unknown', 'CheckCrashed', crashMessage(error))];
    }
    return { severity: weight.severity, words };
  }

  #speak(check: Check): Spoken[] {
    const missing = unreadable(check, this.#reading);
    if (missing) {
      return [missing];
    }
    const { uses, optional } = check;
    const answer = check.evaluate({
      ...this.#context,
      ...this.#reading.values({ ...uses, ...optional }),
    });
    const findings = Array.isArray(answer) ? answer : [answer];
    const found =
      findings.length > 0
        ? findings.map(one => spoken(check, one, () => this.#places()))
        : [said('notApplicable', 'NotApplicable', NOTHING_HERE)];
    const unread = unreadOptional(check, this.#reading);
    return found.map(each => {
      const word = this.#behindOthers(check, each);
      if (unread.length > 0 && word.status !== 'notApplicable') {
        // First, since evidence is cut at its end: what was not seen limits everything that is said.
        word.evidence = [...unread, ...word.evidence];
      }
      return word;
    });
  }

  /** What is not in order waits for the check whose failure on the same subject, or on the cluster, explains it. */
  #behindOthers({ dependsOn }: Check, word: Spoken): Spoken {
    if (word.status === 'pass' || dependsOn.length === 0) {
      return word;
    }
    const { subject = this.#cluster, evidence } = word;
    for (const id of dependsOn) {
      const other = this.#catalogue.checks.find(check => check.id === id);
      const blocking = other && this.#judge(other).blocking;
      const cause =
        blocking?.get(keyOf(subject)) ?? blocking?.get(keyOf(this.#cluster));
      if (cause) {
        const blockedBy = cause.blockedBy ?? cause.checkId;
        return blocked(cause, { subject, evidence, blockedBy });
      }
    }
    return word;
  }

  #places(): readonly string[] {
    const platform = this.#reading.value(this.#catalogue.platform);
    return platform ? [platform.distribution, platform.track] : [];
  }
}

function blocked(cause: Result, rest: Partial<Spoken>): Spoken {
  const message = `Not judged: ${cause.message}`;
  return said('unknown', 'BlockedBy', message, rest);
}

function keyOf({ kind, namespace = '', name }: Subject): string {
  return `${kind}/${namespace}/${name}`;
}
