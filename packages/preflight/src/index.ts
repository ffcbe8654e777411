export { documents } from './documents/documents';
export { EXIT } from './exitCodes';
export type { Io, Output } from './io';
export { main } from './main';
export { runProcess } from './runProcess';
