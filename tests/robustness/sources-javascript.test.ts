import { describeSources } from './lint-sources.ts';

describeSources({
  title: 'JavaScript that the development dependencies ship',
  names: /\.(?:[cm]?js|jsx)$/u,
  limit: 2000,
  atLeast: 2000,
});
