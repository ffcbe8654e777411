export * from './vocabulary';
export * from './types';
