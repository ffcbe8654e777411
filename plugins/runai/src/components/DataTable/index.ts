export { DataTable, type DataTableProps } from './DataTable';
export { serverOrder } from './sort';
export { tableStyles } from './tableStyles';
