import { Navigate } from 'react-router-dom';

/** The portal opens with the fleet. */
export function StartPage() {
  return <Navigate to="/runai" replace />;
}
