export * from './declarations';
export * from './access';
export { CHECKS, SNAPSHOT_FACTS } from './catalogue';
export * from './engine';
export * from './profiles';
export * from './settings';
export * from './snapshot';
