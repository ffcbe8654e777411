export * from './Remediation';
