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
  /** Undefined where nobody asked for it in this run. */
  readonly failure?: FactFailure;
}

/** What a source says, or why it says nothing. */
export type Answer<Value = unknown> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly unread: readonly UnreadFact[] };

/** The facts that these sources rest on, each once; those of optional sources too where that is asked for. */
export function factsBehind(
  sources: Iterable<Source>,
  { withOptional = true } = {},
): Fact<unknown>[] {
  const facts = new Set<Fact<unknown>>();
  const add = (source: Source) => {
    if (source.kind === 'fact') {
      facts.add(source);
      return;
    }
    Object.values(source.uses).forEach(add);
    if (withOptional) {
      Object.values(source.optional).forEach(add);
    }
  };
  for (const source of sources) {
    add(source);
  }
  return [...facts];
}

/** What one judgement reads: the outcomes of facts, and the observations made of them, each made once. */
export class Reading {
  readonly facts: FactOutcomes;
  readonly context: ObservationContext;
  readonly #answers = new Map<string, Answer>();
  #growing: boolean;

  /**
   * @param options.growing - more facts will be added while a run reads them: what is observed is kept only once all that it
   * rests on is there
   */
  constructor(
    facts: FactOutcomes,
    context: ObservationContext,
    { growing = false } = {},
  ) {
    this.facts = facts;
    this.context = context;
    this.#growing = growing;
  }

  /** No more facts will be added. */
  close(): void {
    this.#growing = false;
  }

  /** Whether nothing that these sources rest on can still come. */
  isSettled(sources: Iterable<Source>): boolean {
    return (
      !this.#growing ||
      factsBehind(sources).every(fact => this.outcome(fact) !== undefined)
    );
  }

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
    return Object.fromEntries(
      Object.entries(sources).map(([name, source]) => [
        name,
        this.value(source),
      ]),
    );
  }

  /** When the oldest fact behind these sources was read, and how long the slowest took; undefined where none was. */
  when(
    sources: Iterable<Source>,
  ): { observedAt: string; durationMs: number } | undefined {
    let observedAt: string | undefined;
    let durationMs = 0;
    for (const fact of factsBehind(sources)) {
      const outcome = this.outcome(fact);
      if (outcome) {
        durationMs = Math.max(durationMs, outcome.durationMs);
        observedAt =
          observedAt === undefined || outcome.observedAt < observedAt
            ? outcome.observedAt
            : observedAt;
      }
    }
    return observedAt === undefined ? undefined : { observedAt, durationMs };
  }

  #fact(fact: Fact<unknown>): Answer {
    const outcome = this.outcome(fact);
    return outcome?.ok
      ? outcome
      : { ok: false, unread: [{ title: fact.title, failure: outcome }] };
  }

  #observation(observation: Observation<unknown>): Answer {
    const known = this.#answers.get(observation.id);
    if (known) {
      return known;
    }
    const answer = this.#observe(observation);
    if (this.isSettled([observation])) {
      this.#answers.set(observation.id, answer);
    }
    return answer;
  }

  #observe({ uses, optional, observe }: Observation<unknown>): Answer {
    const unread = Object.values(uses).flatMap(source => {
      const answer = this.answer(source);
      return answer.ok ? [] : answer.unread;
    });
    if (unread.length > 0) {
      return { ok: false, unread };
    }
    return {
      ok: true,
      value: observe({
        ...this.context,
        ...this.values(uses),
        ...this.values(optional),
      }),
    };
  }
}
