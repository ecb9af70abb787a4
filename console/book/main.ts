// SPDX-License-Identifier: Apache-2.0
/* The public booking page, an entry of its own: /book/SLUG books, /book/change/CODE moves and
 * cancels.  Nothing of the console is in it. */
import '../style/tokens.css';
import '../style/base.css';
import './book.css';
import { mount } from 'svelte';
import Book from './Book.svelte';
import Booked from './Booked.svelte';
import { language } from './words';

const [, , first = '', second = ''] = location.pathname.split('/').map(decodeURIComponent);
const target = document.getElementById('app')!;

document.documentElement.lang = language;
if (first === 'change') mount(Booked, { target, props: { code: second } });
else mount(Book, { target, props: { slug: first } });
