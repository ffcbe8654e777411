export * from './TextWithCode';
