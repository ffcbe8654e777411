export { FactUnavailable } from './FactUnavailable';
export { evaluate } from './evaluate';
export type { EvaluateInput } from './evaluate';
export { blockedBy, forEachSubject, nodeSubject } from './findings';
