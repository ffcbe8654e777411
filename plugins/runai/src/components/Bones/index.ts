export * from './Bones';
