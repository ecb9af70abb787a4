// SPDX-License-Identifier: Apache-2.0
/* Amounts in the currency of the place. */
import { cached } from './cache.svelte';
import { number } from './format';
import { may, session } from './session.svelte';
import { locale } from './words.svelte';

/* Reactive; '' while it is not known. */
export function currency(): string {
	const id = session()?.location.id;

	if (!id || !may('locations.readonly')) return '';
	return cached(`/locations/${id}`).data?.['location']?.currency ?? '';
}

export function money(value: number): string {
	const code = currency();

	try {
		if (code)
			return new Intl.NumberFormat(locale(), {
				style: 'currency',
				currency: code,
				currencyDisplay: 'narrowSymbol',
				minimumFractionDigits: Number.isInteger(value) ? 0 : 2,
				maximumFractionDigits: 2,
			}).format(value);
	} catch {
		/* three letters that are no currency */
	}
	return number(value);
}
