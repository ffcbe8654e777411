import type { Profile } from '../profiles';
import type { ClusterSettings } from '../settings';
import type { Fact } from './fact';

/** Something that checks, health, install states and pages may rest on: what was read, or what that means together. */
export type Source<Value = unknown> = Fact<Value> | Observation<Value>;

/** Sources by the names under which whoever uses them sees their values. */
export type Sources = Record<string, Source>;

/** The values of {@link Sources}. */
export type ValuesOf<Used extends Sources> = {
  [Name in keyof Used]: Used[Name] extends Source<infer Value> ? Value : never;
};

/** The values of sources that may be missing: undefined where one could not be read. */
export type OptionalValuesOf<Used extends Sources> = {
  [Name in keyof Used]: ValuesOf<Used>[Name] | undefined;
};

/** What an observation may look at besides the values of its sources. */
export interface ObservationContext {
  profile: Profile;
  settings: ClusterSettings;
  now: Date;
}

/**
 * What facts mean together: a pure function of its sources, computed at most once a run and handed to whoever declares it, so
 * that checks, health, install state and pages say the same.
 *
 * @remarks Where a source of `uses` could not be read, the observation cannot be made either, and whoever rests on it is
 * `unknown` for that source's reason. Sources of `optional` are undefined then.
 */
export interface Observation<Value> {
  readonly kind: 'observation';
  readonly id: string;
  readonly uses: Sources;
  readonly optional: Sources;
  observe(values: Record<string, unknown> & ObservationContext): Value;
}

/** Declares an observation, so that its sources and `observe` agree in their types. */
export function defineObservation<
  Value,
  Used extends Sources = Record<never, never>,
  Optional extends Sources = Record<never, never>,
>(observation: {
  id: string;
  uses: Used;
  optional?: Optional;
  observe(
    values: ValuesOf<Used> & OptionalValuesOf<Optional> & ObservationContext,
  ): Value;
}): Observation<Value> {
  const { id, uses, optional = {}, observe } = observation;
  return {
    kind: 'observation',
    id,
    uses,
    optional,
    // The engine hands over just what is declared: the cast says what `uses` and `optional` say.
    observe: observe as Observation<Value>['observe'],
  };
}
