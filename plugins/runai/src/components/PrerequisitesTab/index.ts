export * from './PrerequisitesTab';
