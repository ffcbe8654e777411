export * from './GpuCount';
