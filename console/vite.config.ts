// SPDX-License-Identifier: Apache-2.0
/* How the pages are built: nothing inline (the policy of app/server/console.c forbids it), the
 * runtime in a part of its own, which every page shares. */
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

const base = ['/node_modules/svelte/', '/node_modules/esm-env/', '/node_modules/clsx/'];

export default defineConfig({
	base: '/console/',
	publicDir: false,
	plugins: [svelte()],
	build: {
		target: 'es2022',
		cssTarget: 'chrome123',
		assetsInlineLimit: 0,
		modulePreload: { polyfill: false },
		emptyOutDir: true,
		reportCompressedSize: false,
		rollupOptions: {
			input: { index: 'index.html', book: 'book.html' },
			output: {
				manualChunks: (id) =>
					base.some((part) => id.includes(part))
						? 'base'
						: undefined,
			},
		},
	},
});
