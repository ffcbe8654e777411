// The pages alone, of an API at backend.baseUrl: `npm run dev:plugin -- runai` starts one with simulated clusters beside them.
import { createApp } from '@backstage/frontend-defaults';
import ReactDOM from 'react-dom/client';
import runaiPlugin from '../src';

const root = document.getElementById('root');
if (root) {
  ReactDOM.createRoot(root).render(
    createApp({ features: [runaiPlugin] }).createRoot(),
  );
}
