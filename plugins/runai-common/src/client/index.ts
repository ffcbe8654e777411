export * from './RunaiApi';
export * from './RunaiClient';
export * from './everyPage';
