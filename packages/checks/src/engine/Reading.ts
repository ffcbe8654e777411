import type {
  Fact,
  FactFailure,
  FactOutcome,
  FactOutcomes,
  Observation,
  ObservationContext,
  Source,
  Sources,
} from '../declarations';

/** A fact that a source rests on and that could not be read. */
export interface UnreadFact {
  readonly title: string;
  readonly failure: FactFailure;
  /** Nobody asked for it in this run. */
  readonly isUnasked: boolean;
}

/** What a source says, or why it says nothing. */
type Answer<Value = unknown> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly unread: readonly UnreadFact[] };

/**
 * What one judgement reads: the outcomes of facts, and the observations made of them, each made once. Facts may be added as long
 * as nothing was asked that rests on them.
 */
export class Reading {
  readonly #answers = new Map<string, Answer>();

  constructor(
    readonly facts: FactOutcomes,
    readonly context: ObservationContext,
  ) {}

  /** What came of reading a fact; undefined where nobody asked for it. */
  outcome<Value>(fact: Fact<Value>): FactOutcome<Value> | undefined {
    // What is recorded under a fact's id is what that fact was declared with.
    return Object.hasOwn(this.facts, fact.id)
      ? (this.facts[fact.id] as FactOutcome<Value>)
      : undefined;
  }

  /** The value of a fact or an observation, or the facts that it could not be had for. */
  answer<Value>(source: Source<Value>): Answer<Value> {
    return (
      source.kind === 'fact' ? this.#fact(source) : this.#observation(source)
    ) as Answer<Value>; // What a source answers is what it was declared with.
  }

  /** The value, or undefined where it could not be had. */
  value<Value>(source: Source<Value>): Value | undefined {
    const answer = this.answer(source);
    return answer.ok ? answer.value : undefined;
  }

  /** The values of sources by their names, undefined for those that could not be had. */
  values(sources: Sources): Record<string, unknown> {
    const entries = Object.entries(sources);
    return Object.fromEntries(
      entries.map(([name, source]) => [name, this.value(source)]),
    );
  }

  /** The facts that keep these sources from being had, each once. */
  unread(sources: Sources): UnreadFact[] {
    const unread = Object.values(sources).flatMap(source => {
      const answer = this.answer(source);
      return answer.ok ? [] : answer.unread;
    });
    return [...new Map(unread.map(fact => [fact.title, fact])).values()];
  }

  /** When the oldest of these facts was read, and how long the slowest took; now and 0 where none was. */
  when(facts: readonly Fact<unknown>[]) {
    const outcomes = facts.flatMap(fact => this.outcome(fact) ?? []);
    const [oldest = this.context.now.toISOString()] = outcomes
      .map(({ observedAt }) => observedAt)
      .sort();
    return {
      observedAt: oldest,
      durationMs: Math.max(0, ...outcomes.map(({ durationMs }) => durationMs)),
    };
  }

  #fact(fact: Fact<unknown>): Answer {
    const outcome = this.outcome(fact);
    if (outcome?.ok) {
      return outcome;
    }
    const failure = outcome ?? {
      ok: false,
      reason: 'NotRun',
      message: `${fact.title}: not read in this run`,
      ...this.when([]),
    };
    const { title } = fact;
    return { ok: false, unread: [{ title, failure, isUnasked: !outcome }] };
  }

  #observation({ id, uses, optional, observe }: Observation<unknown>): Answer {
    const known = this.#answers.get(id);
    if (known) {
      return known;
    }
    const unread = this.unread(uses);
    const answer: Answer =
      unread.length > 0
        ? { ok: false, unread }
        : {
            ok: true,
            value: observe({
              ...this.context,
              ...this.values({ ...uses, ...optional }),
            }),
          };
    this.#answers.set(id, answer);
    return answer;
  }
}
