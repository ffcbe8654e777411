import { TestApiProvider } from '@backstage/test-utils';
import { render, screen } from '@testing-library/react';
import { MemoryRouter, Route, Routes } from 'react-router-dom';
import { PageRouter } from './PageRouter';

it('takes the address of the React Router around it, where the app has no history of its own', () => {
  render(
    <TestApiProvider apis={[]}>
      <MemoryRouter initialEntries={['/checks/gpu.node-driver']}>
        <PageRouter>
          <Routes>
            <Route path="/checks/:checkId" element={<p>one check</p>} />
          </Routes>
        </PageRouter>
      </MemoryRouter>
    </TestApiProvider>,
  );
  expect(screen.getByText('one check')).toBeTruthy();
});
