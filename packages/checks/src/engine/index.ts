export { blockedBy, forEachSubject, nodeSubject } from './findings';
export {
  createEngine,
  type ConnectOptions,
  type Engine,
  type EngineOptions,
} from './createEngine';
export { evaluate, type EvaluateInput } from './evaluate';
export { GATE_CHECKS } from './gates';
export { orAbsent } from './orAbsent';
export { permissionName } from './failure';
export { RUN_TIMEOUT_MS, type RunOptions, type RunOutcome } from './runChecks';
export type { Session } from './Session';
export { summarise, type Judgement } from './summarise';
export { factsOf } from '../declarations';
