// SPDX-License-Identifier: Apache-2.0
import '../style/tokens.css';
import '../style/base.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { keys_watch } from './keys';
import { look_first } from './look.svelte';
import { place_watch } from './place.svelte';
import { prove_watch } from './prove.svelte';
import { session_resume } from './session.svelte';
import { language_first, language_speak } from './words.svelte';

look_first();
keys_watch();
place_watch();
prove_watch();
await Promise.all([language_speak(language_first()), session_resume()]);
mount(App, { target: document.getElementById('app')! });
