export * from './GpuIcon';
