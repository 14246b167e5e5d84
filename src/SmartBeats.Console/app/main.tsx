import { render } from 'preact';
import './styles/tokens.css';
import './styles/base.css';
import { App } from './App';
import { applyTheme } from './shell/theme';

applyTheme();
render(<App />, document.getElementById('page')!);
