export * from './declarations';
export * from './access';
export { CATALOGUE, CHECKS, SNAPSHOT_FACTS } from './catalogue';
export * from './createEngine';
export * from './engine';
export * from './facts/request';
export * from './profiles';
export * from './settings';
export * from './snapshot';
