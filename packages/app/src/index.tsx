import '@backstage/ui/css/styles.css';
import ReactDOM from 'react-dom/client';
import { app } from './App';
import { narrowSidebar } from './nav/narrowSidebar';

const root = document.getElementById('root');
if (!root) {
  throw new Error('The page has no element with the id "root"');
}
narrowSidebar();
ReactDOM.createRoot(root).render(app.createRoot());
