import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKS } from './catalogue';
import type { Check } from './declarations';
import { evaluateCheck, type EvaluateCheckOptions } from './testing';

/** `gpu.node-driver` has its cases in `checks/nvidia/nodeDriver.cases.ts`, `cluster.reachable` in `checks/connection/reachable.cases.ts`. */
function casesOf({
  id,
  category,
}: Check): Record<string, EvaluateCheckOptions> {
  const name = id
    .slice(id.indexOf('.') + 1)
    .replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const file = join(__dirname, 'checks', category, `${name}.cases.ts`);
  if (!existsSync(file)) {
    throw new Error(`${id} has no cases: ${name}.cases.ts is missing`);
  }
  return jest.requireActual(file).cases;
}

const passive = CHECKS.filter(({ active }) => !active);

describe.each(passive.map(check => [check.id, check] as const))(
  'outcomes of %s',
  (_, check) => {
    it.each(Object.keys(check.outcomes))(
      '%s is reached, in a whole sentence, with what to do unless all is well',
      outcome => {
        const options = casesOf(check)[outcome];
        if (!options) {
          throw new Error(`no case reaches ${outcome}`);
        }
        const reached = evaluateCheck(check, options).find(
          ({ reason }) => reason === outcome,
        );
        expect(reached).toBeDefined();
        const { status } = check.outcomes[outcome];
        expect(reached?.status).toBe(status);
        expect(reached?.message).toMatch(/^\S.*\S$/);
        const isFine = status === 'pass' || status === 'notApplicable';
        const hasAdvice = Boolean(reached?.remediation?.text);
        expect(isFine || hasAdvice).toBe(true);
      },
    );
  },
);
