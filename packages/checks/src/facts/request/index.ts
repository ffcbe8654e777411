export * from './defineFact';
export * from './requests';
export { orAbsent } from './apiGroups';
