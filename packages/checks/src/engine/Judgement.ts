import type {
  Result,
  Severity,
  Subject,
} from '@runai-portal/backstage-plugin-runai-common';
import type {
  Check,
  CheckContext,
  EvidenceLine,
  FactFailure,
  FactOutcomes,
} from '../declarations';
import { factsBehind, factsOf, type Catalogue } from './Catalogue';
import { crashMessage } from './findings';
import { Reading } from './Reading';
import { weigh } from './severity';
import { said, spoken, toResult, type Spoken } from './spoken';

const NOTHING_HERE = 'There is nothing here that this check judges';

/** The results of one check, and the subjects on which others wait for it. */
interface Judged {
  readonly results: Result[];
  readonly blocking: Map<string, Result>;
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

  /** @param input.cluster - its name in the results; that of the settings where absent */
  constructor(
    catalogue: Catalogue,
    input: CheckContext & { facts: FactOutcomes; cluster?: string },
  ) {
    const { facts, cluster: name = input.settings.name, ...context } = input;
    this.#catalogue = catalogue;
    this.#context = context;
    this.#reading = new Reading(facts, context);
    this.#cluster = { kind: 'cluster', name };
  }

  /** One result a subject; exactly one, of the cluster, where there is nothing to tell subjects apart. */
  results(check: Check): readonly Result[] {
    return this.#judge(check).results;
  }

  /** What is said of a check while another one, that everything rests on, fails: nothing, and why. */
  resultBehind(gate: Result, check: Check): Result {
    const { checkId: blockedBy, observedAt } = gate;
    const when = { observedAt, durationMs: 0 };
    const say = () => [blocked(gate, { blockedBy })];
    return this.#weighed(check, when, say)[0].result;
  }

  #judge(check: Check): Judged {
    const known = this.#judged.get(check.id);
    if (known) {
      return known;
    }
    const judged: Judged = { results: [], blocking: new Map() };
    // A circle of dependencies ends here.
    this.#judged.set(check.id, judged);
    // A result is as old as the oldest fact that it rests on.
    const when = this.#reading.when(factsOf(check));
    const say = () => this.#speak(check);
    for (const { word, result } of this.#weighed(check, when, say)) {
      judged.results.push(result);
      if (word.blocks) {
        judged.blocking.set(keyOf(result.subject), result);
      }
    }
    return judged;
  }

  /** With what is said where the check is asked for at all. */
  #weighed(
    check: Check,
    when: Pick<Result, 'observedAt' | 'durationMs'>,
    say: () => Spoken[],
  ) {
    let severity: Severity = 'required';
    let words: Spoken[];
    try {
      const { settings, profile } = this.#context;
      const weight = weigh(check, { ...settings, profile });
      severity = weight.severity;
      words = weight.notApplicable
        ? [said('notApplicable', 'NotApplicable', weight.notApplicable)]
        : say();
    } catch (error) {
      words = [said('unknown', 'CheckCrashed', crashMessage(error))];
    }
    const checkId = check.id;
    const head = { checkId, subject: this.#cluster, severity, ...when };
    return words.map(word => ({ word, result: toResult(word, head) }));
  }

  #speak(check: Check): Spoken[] {
    const missing = this.#unreadable(check);
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
    const unread = this.#unreadOptional(check);
    return found.map(each => {
      const word = this.#behindOthers(check, each);
      if (unread.length > 0 && word.status !== 'notApplicable') {
        // First, since evidence is cut at its end: what was not seen limits everything that is said.
        word.evidence = [...unread, ...word.evidence];
      }
      return word;
    });
  }

  /**
   * What is said of a check whose sources could not all be had: `unknown` with the reason of the first fact that failed, and the
   * words of all of them; `skipped` where one was never asked for. Undefined where all are there.
   */
  #unreadable({ uses }: Check): Spoken | undefined {
    const unread = this.#reading.unread(uses);
    if (unread.length === 0) {
      return undefined;
    }
    const unasked = unread.find(({ isUnasked }) => isUnasked);
    if (unasked) {
      const message = `Not judged. ${unasked.failure.message}`;
      return said('skipped', 'NotRun', message);
    }
    const messages = new Set(unread.map(({ failure }) => failure.message));
    // Each ends with a full stop of its own, or with none.
    const message = [...messages].reduce(
      (text, next) => `${text.replace(/\.$/, '')}. ${next}`,
    );
    const evidence = unread.map(({ title, failure }) =>
      notRead(title, failure),
    );
    return said('unknown', unread[0].failure.reason, message, { evidence });
  }

  /**
   * What a check was judged without, as evidence: the facts behind its optional sources that could not be read, each with its
   * reason and the missing permission. Nothing for those that nobody asked for.
   */
  #unreadOptional(check: Check): EvidenceLine[] {
    const uses = Object.values(check.uses);
    const required = factsBehind(uses, { withOptional: false });
    return factsOf(check).flatMap(fact => {
      const outcome = this.#reading.outcome(fact);
      return outcome && !outcome.ok && !required.includes(fact)
        ? [notRead(fact.title, outcome)]
        : [];
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

function notRead(title: string, failure: FactFailure): EvidenceLine {
  const { reason: key, message: value, observedAt } = failure;
  return { what: `Not read: ${title}`, key, value, observedAt };
}

function keyOf({ kind, namespace = '', name }: Subject): string {
  return `${kind}/${namespace}/${name}`;
}
