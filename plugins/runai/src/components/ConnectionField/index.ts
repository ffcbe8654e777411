export { ConnectionField, type ConnectionFieldProps } from './ConnectionField';
export { connectionFieldOptions } from './connectionFieldOptions';
export type { ConnectionValue, TestedConnection } from './connectionValue';
