export * from './CopyBlock';
