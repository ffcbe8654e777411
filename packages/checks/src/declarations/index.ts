export * from './check';
export * from './outcome';
export * from './permission';
export * from './reasons';
export * from './source';
export * from './commonOutcomes';
