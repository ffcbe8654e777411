import { Route, Routes } from 'react-router-dom';
import { CheckPage } from '../CheckPage';
import { ChecksPage } from '../ChecksPage';
import { FleetPage } from '../FleetPage';
import { PageRouter } from '../PageRouter';
import { RunaiProviders } from '../RunaiProviders';
import { NoSuchPage } from './NoSuchPage';

/** The fleet, the catalogue of checks, and what to say of addresses beneath it that lead nowhere. */
export function RunaiRouter() {
  return (
    <PageRouter>
      <RunaiProviders>
        <Routes>
          <Route path="/" element={<FleetPage />} />
          <Route path="/checks" element={<ChecksPage />} />
          <Route path="/checks/:checkId" element={<CheckPage />} />
          <Route path="*" element={<NoSuchPage />} />
        </Routes>
      </RunaiProviders>
    </PageRouter>
  );
}
