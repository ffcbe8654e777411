export { AxisCell, InstallCell, ReadinessCell } from './AxisCell';
