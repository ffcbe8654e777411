/** Something that the person at the keyboard can act on: one sentence, shown without a stack. */
export class Problem extends Error {
  name = 'Problem';
}

/**
 * Runs a script's main function; a `Problem` ends it with its sentence, anything else with its stack.
 *
 * @param {() => Promise<number | void>} main - answers with the exit code
 */
export async function run(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    process.stderr.write(
      `${error instanceof Problem ? error.message : error.stack}\n`,
    );
    process.exitCode = 1;
  }
}
