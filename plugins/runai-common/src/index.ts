export * from './annotations';
export * from './vocabulary';
export * from './types';
export * from './client';
export * from './permissions';
export * from './rollup';
export * from './search';
export * from './shellWord';
