import type { PrinterColumn } from './types';

const condition = (name: string): PrinterColumn => ({
  name,
  type: 'string',
  jsonPath: `.status.conditions[?(@.type=="${name}")].status`,
});

/** What `oc get clusterversion` shows. */
export const clusterVersionColumns: PrinterColumn[] = [
  {
    name: 'Version',
    type: 'string',
    jsonPath: '.status.history[?(@.state=="Completed")].version',
  },
  condition('Available'),
  condition('Progressing'),
  {
    name: 'Since',
    type: 'date',
    jsonPath: '.status.conditions[?(@.type=="Progressing")].lastTransitionTime',
  },
  {
    name: 'Status',
    type: 'string',
    jsonPath: '.status.conditions[?(@.type=="Progressing")].message',
  },
];

/** What `oc get clusteroperators` shows. */
export const clusterOperatorColumns: PrinterColumn[] = [
  {
    name: 'Version',
    type: 'string',
    jsonPath: '.status.versions[?(@.name=="operator")].version',
  },
  condition('Available'),
  condition('Progressing'),
  condition('Degraded'),
  {
    name: 'Since',
    type: 'date',
    jsonPath: '.status.conditions[?(@.type=="Available")].lastTransitionTime',
  },
];
