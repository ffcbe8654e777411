import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { PersonChoice } from './PersonChoice';

describe('PersonChoice', () => {
  it('offers the three people of the demo and says that the data is simulated', () => {
    render(<PersonChoice onChoose={() => {}} />);
    expect(screen.getAllByRole('button')).toHaveLength(3);
    expect(screen.getByText(/Demo data/)).toBeTruthy();
  });

  it('hands over the name of who was chosen, by keyboard too', async () => {
    const onChoose = jest.fn();
    render(<PersonChoice onChoose={onChoose} />);
    screen
      .getByRole('button', {
        name: /^Piet de Vries Platform engineer/,
      })
      .focus();
    await userEvent.keyboard('{Enter}');
    expect(onChoose).toHaveBeenCalledWith('piet');
  });

  it('says why signing in did not work', () => {
    render(
      <PersonChoice error="503 Service Unavailable" onChoose={() => {}} />,
    );
    expect(screen.getByRole('alert').textContent).toContain(
      '503 Service Unavailable',
    );
  });
});
