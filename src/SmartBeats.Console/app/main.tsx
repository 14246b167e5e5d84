import { render } from 'preact';
import './styles/tokens.css';
import './styles/base.css';
import { App } from './App';
import { applyTheme } from './shell/theme';
import { comeIn } from './signin/start';
import { SignInFault } from './signin/SignInFault';

applyTheme();
const page = document.getElementById('page')!;
comeIn().then((isIn) => { if (isIn) { render(<App />, page); } }, () => render(<SignInFault />, page));
