export {
  applyStatements,
  type Statements,
  type Waiver,
} from './applyStatements';
export {
  rollUpCheck,
  type CheckHead,
  type RolledUpCheck,
  type SubjectRollUp,
} from './rollUpCheck';
export {
  CONNECTION_CHECKS,
  rollUpReadiness,
  type Verdict,
} from './rollUpReadiness';
export type { CheckStanding } from './standing';
export { badness, countStatuses, worst } from './statuses';
