import { BrowserRouter } from 'react-router';
import { AppRoutes } from './routes';
import { Surroundings } from './Surroundings';

export function App() {
  return (
    <Surroundings>
      <BrowserRouter>
        <AppRoutes />
      </BrowserRouter>
    </Surroundings>
  );
}
