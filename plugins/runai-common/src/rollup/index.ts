export {
  applyStatements,
  type Statements,
  type Waiver,
} from './applyStatements';
export { compareReadiness, type JudgedReadiness } from './compareReadiness';
export type { CheckHead, SubjectRollUp } from './checkHead';
export { rollUpCheck, type RolledUpCheck } from './rollUpCheck';
export {
  CONNECTION_CHECKS,
  rollUpReadiness,
  type Verdict,
} from './rollUpReadiness';
export type { CheckStanding } from './standing';
export { badness, countStatuses, worst } from './statuses';
