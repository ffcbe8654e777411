/**
 * Thrown by `collect` where a value cannot be had for a reason of the fact's own, e.g. `SchemaUnexpected`: a version that says
 * "garbage". What rests on the fact becomes `unknown` with this reason.
 */
export class FactUnavailable extends Error {
  /**
   * @param reason - code that the results carry
   * @param message - one sentence for a person
   */
  constructor(readonly reason: string, message: string) {
    super(message);
    this.name = 'FactUnavailable';
  }
}
