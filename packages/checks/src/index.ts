export * from './declarations';
export * from './engine';
export * from './profiles';
export * from './settings';
