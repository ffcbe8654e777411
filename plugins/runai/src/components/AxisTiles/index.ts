export { AxisTiles } from './AxisTiles';
