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
  Finding,
} from '../declarations';
import { isOneOfAlike } from './alike';
import { factsBehind, factsOf, type Catalogue } from './Catalogue';
import { crashMessage } from './findings';
import { Reading } from './Reading';
import { weigh } from './severity';
import { formOf, resultFor, type Head, type ResultForm } from './resultForm';
import { said, spoken, type Spoken } from './spoken';

const NOTHING_HERE = 'There is nothing here that this check judges';

/** The results of one check, and the subjects on which others wait for it. */
interface Judged {
  readonly results: readonly Result[];
  readonly blocking: ReadonlyMap<string, Result>;
}

const NOTHING_JUDGED: Judged = { results: [], blocking: new Map() };

/** What is said of a subject; of nodes that are alike it is one word. */
interface Saying {
  readonly subject: Subject;
  readonly word: Spoken;
}

/**
 * Judges checks on what was read, each at most once: one that others depend on is judged before them.
 *
 * @remarks Never throws: a check that does is `unknown` with the reason `CheckCrashed`. Facts may still be added while it is
 * used, as long as those of a check are there before that is asked for.
 */
export class Judgement {
  readonly #checks: ReadonlyMap<string, Check>;
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
    this.#checks = new Map(catalogue.checks.map(one => [one.id, one]));
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
    const say = () => [this.#ofCluster(blocked(gate, { blockedBy }))];
    return this.#weighed(check, when, say).results[0];
  }

  #judge(check: Check): Judged {
    const known = this.#judged.get(check.id);
    if (known) {
      return known;
    }
    // A circle of dependencies ends here.
    this.#judged.set(check.id, NOTHING_JUDGED);
    // A result is as old as the oldest fact that it rests on.
    const when = this.#reading.when(factsOf(check));
    const judged = this.#weighed(check, when, () => this.#speak(check));
    this.#judged.set(check.id, judged);
    return judged;
  }

  /** With what is said where the check is asked for at all. */
  #weighed(
    check: Check,
    when: Pick<Result, 'observedAt' | 'durationMs'>,
    say: () => Saying[],
  ): Judged {
    let severity: Severity = 'required';
    let sayings: Saying[];
    try {
      const { settings, profile } = this.#context;
      const weight = weigh(check, { ...settings, profile });
      severity = weight.severity;
      sayings = weight.notApplicable
        ? [
            this.#ofCluster(
              said('notApplicable', 'NotApplicable', weight.notApplicable),
            ),
          ]
        : say();
    } catch (error) {
      const message = crashMessage(error);
      sayings = [this.#ofCluster(said('unknown', 'CheckCrashed', message))];
    }
    const head = { checkId: check.id, severity, ...when };
    return judgedBy(sayings, head);
  }

  #ofCluster(word: Spoken): Saying {
    return { subject: this.#cluster, word };
  }

  #speak(check: Check): Saying[] {
    const missing = this.#unreadable(check);
    if (missing) {
      return [this.#ofCluster(missing)];
    }
    const { uses, optional } = check;
    const answer = check.evaluate({
      ...this.#context,
      ...this.#reading.values({ ...uses, ...optional }),
    });
    const findings = Array.isArray(answer) ? answer : [answer];
    const places = () => this.#places();
    const sayings =
      findings.length > 0
        ? sayingsOf(check, findings, this.#cluster, places)
        : [
            this.#ofCluster(
              said('notApplicable', 'NotApplicable', NOTHING_HERE),
            ),
          ];
    const unread = this.#unreadOptional(check);
    return limitedBy(unread, this.#behindOthers(check, sayings));
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
  #behindOthers({ dependsOn }: Check, sayings: Saying[]): Saying[] {
    if (sayings.every(isPass)) {
      return sayings;
    }
    const others = dependsOn
      .flatMap(id => this.#checks.get(id) ?? [])
      .map(other => this.#judge(other).blocking)
      .filter(({ size }) => size > 0);
    return others.length > 0
      ? sayings.map(saying => behind(others, saying, this.#cluster))
      : sayings;
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

/** Writes out what is said; a function of its own, since thousands of results are made in it. */
function judgedBy(sayings: readonly Saying[], head: Head): Judged {
  const forms = new Map<Spoken, ResultForm>();
  const results: Result[] = [];
  const blocking = new Map<string, Result>();
  for (const { subject, word } of sayings) {
    let form = forms.get(word);
    if (!form) {
      form = formOf(word, head);
      forms.set(word, form);
    }
    const result = resultFor(form, subject);
    results.push(result);
    if (word.blocks) {
      blocking.set(keyOf(subject), result);
    }
  }
  return { results, blocking };
}

/** Of nodes that are alike, the same is said. */
function sayingsOf(
  check: Check,
  findings: readonly Finding[],
  cluster: Subject,
  places: () => readonly string[],
): Saying[] {
  const words = new Map<Finding, Spoken>();
  const sayings: Saying[] = [];
  for (const finding of findings) {
    const one = isOneOfAlike(finding) ? finding.alike : finding;
    let word = words.get(one);
    if (!word) {
      word = spoken(check, one, places);
      words.set(one, word);
    }
    sayings.push({ subject: finding.subject ?? cluster, word });
  }
  return sayings;
}

function isPass({ word }: Saying): boolean {
  return word.status === 'pass';
}

function behind(
  others: readonly Judged['blocking'][],
  saying: Saying,
  cluster: Subject,
): Saying {
  const { subject, word } = saying;
  if (word.status === 'pass') {
    return saying;
  }
  for (const blocking of others) {
    const cause = blocking.get(keyOf(subject)) ?? blocking.get(keyOf(cluster));
    if (cause) {
      const { evidence } = word;
      const blockedBy = cause.blockedBy ?? cause.checkId;
      return { subject, word: blocked(cause, { evidence, blockedBy }) };
    }
  }
  return saying;
}

/** With what was not seen, first, since evidence is cut at its end: it limits everything that is said. */
function limitedBy(
  unread: readonly EvidenceLine[],
  sayings: Saying[],
): Saying[] {
  if (unread.length === 0) {
    return sayings;
  }
  const words = new Map<Spoken, Spoken>();
  return sayings.map(({ subject, word }) => {
    const limited =
      word.status === 'notApplicable'
        ? word
        : words.get(word) ?? {
            ...word,
            evidence: [...unread, ...word.evidence],
          };
    words.set(word, limited);
    return { subject, word: limited };
  });
}

function notRead(title: string, failure: FactFailure): EvidenceLine {
  const { reason: key, message: value, observedAt } = failure;
  return { what: `Not read: ${title}`, key, value, observedAt };
}

function keyOf({ kind, namespace = '', name }: Subject): string {
  return `${kind}/${namespace}/${name}`;
}
