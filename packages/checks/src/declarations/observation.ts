import type {
  Observation,
  ObservationContext,
  Source,
  Sources,
} from './source';

/** The value of a source. */
export type ValueOf<Of extends Source> = Of extends Source<infer Value>
  ? Value
  : never;

/** The values of {@link Sources}. */
export type ValuesOf<Used extends Sources> = {
  [Name in keyof Used]: ValueOf<Used[Name]>;
};

/** The values of sources that may be missing: undefined where one could not be read. */
export type OptionalValuesOf<Used extends Sources> = {
  [Name in keyof Used]: ValuesOf<Used>[Name] | undefined;
};

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
