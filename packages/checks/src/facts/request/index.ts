export * from './defineFact';
export * from './requests';
export { orAbsent } from './orAbsent';
export type { Asks } from './ask';
