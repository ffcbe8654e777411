export * from './declarations';
export { checkDocuments, DOCUMENT_FOLDERS } from './documents/checkDocuments';
export { WRITTEN } from './documents/markdown';
export { passiveManifest } from './access/accessManifest';
export {
  createEngine,
  type ConnectOptions,
  type Engine,
  type EngineOptions,
} from './createEngine';
export type { RunOptions, RunOutcome } from './engine/Run';
export type { Session } from './engine/Session';
export { summarise } from './engine/summarise';
export * from './forAuthors';
export { identityFact, type Identity } from './facts/identity';
export { permissionsFact, type PermissionAnswer } from './facts/permissions';
export * from './facts/request';
export { DeclarationError } from './ownDeclarations';
export * from './profiles';
export * from './settings';
export * from './snapshot';
