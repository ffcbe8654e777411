export * from './check';
export * from './observation';
export * from './outcome';
export * from './permission';
export * from './reasons';
export * from './source';
export { FactUnavailable } from './FactUnavailable';
