/** Another replica has the connection that a request needs; answered with 503, since the next try may reach that replica. */
export class DeclaredElsewhereError extends Error {
  readonly name = 'DeclaredElsewhere';
  /** What Backstage's error handler answers with. */
  readonly statusCode = 503;

  constructor(cluster: string) {
    super(
      `'${cluster}' is declared by another replica of the portal than the one that was asked; try again`,
    );
  }
}
