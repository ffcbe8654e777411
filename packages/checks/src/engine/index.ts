export { factsNeeded, factsOf, type Catalogue } from './Catalogue';
export { forEachSubject, nodeSubject } from './findings';
export {
  createEngineWith,
  type ConnectOptions,
  type Engine,
  type EngineOptions,
} from './createEngine';
export { evaluateWith, judgementOf, type EvaluateInput } from './evaluate';
export type { Judgement, Places } from './Judgement';
export { permissionName } from './failure';
export { Reading } from './Reading';
export { RUN_TIMEOUT_MS, type RunOptions, type RunOutcome } from './runChecks';
export type { Session } from './Session';
export { summariseChecks, type Judgement as RolledUp } from './summarise';
