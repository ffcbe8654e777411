export { GpuSummary } from './GpuSummary';
export { FleetGpuSummary } from './FleetGpuSummary';
