export {
  evaluateCheck,
  evaluateToOne,
  TEST_NOW,
  testProfile,
  testSettings,
} from './evaluateCheck';
export type { EvaluateCheckOptions } from './evaluateCheck';
export type { OutcomeCases } from './cases';
export { factsFrom } from './factsFrom';
export { observed } from './observed';
export { fact, facts, failedFact, read, unreadable } from './outcomes';
export type { FactEntry, FactValue } from './outcomes';
