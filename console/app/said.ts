// SPDX-License-Identifier: Apache-2.0
/* What kinds and states of messages are called, and what their files are.  Pure but for words. */
import { type Key, t } from './words.svelte';

export const is_letter = (type: string) => type.endsWith('EMAIL');
export const is_call = (type: string) => /CALL|VOICEMAIL/.test(type);
export const is_activity = (type: string) => type.startsWith('TYPE_ACTIVITY');

const TITLES: Record<string, Key> = {
	TYPE_ACTIVITY_APPOINTMENT: 'inbox.kind.appointment',
	TYPE_ACTIVITY_OPPORTUNITY: 'inbox.kind.opportunity',
	TYPE_FORM_SUBMISSION: 'inbox.kind.form',
	TYPE_REVIEW: 'inbox.kind.review',
	TYPE_LIVE_CHAT: 'inbox.kind.chat',
	TYPE_WEBCHAT: 'inbox.kind.chat',
	TYPE_CUSTOM_PROVIDER_SMS: 'inbox.kind.sms',
	TYPE_SMS: 'inbox.kind.sms',
	TYPE_WHATSAPP: 'inbox.kind.whatsapp',
	TYPE_INSTAGRAM: 'inbox.kind.instagram',
	TYPE_FACEBOOK: 'inbox.kind.facebook',
};

export function kind_title(type: string): string {
	const key = TITLES[type];

	if (key) return t(key);
	if (is_letter(type)) return t('inbox.kind.email');
	if (is_call(type)) return t('inbox.kind.call');
	return type.replace(/^TYPE_/, '').replaceAll('_', ' ').toLowerCase();
}

const STATES: Record<string, { title: Key; mood: string }> = {
	pending: { title: 'inbox.state.pending', mood: '' },
	scheduled: { title: 'inbox.state.scheduled', mood: 'info' },
	sent: { title: 'inbox.state.sent', mood: 'good' },
	delivered: { title: 'inbox.state.delivered', mood: 'good' },
	read: { title: 'inbox.state.read', mood: 'good' },
	opened: { title: 'inbox.state.read', mood: 'good' },
	clicked: { title: 'inbox.state.read', mood: 'good' },
	failed: { title: 'inbox.state.failed', mood: 'bad' },
	undelivered: { title: 'inbox.state.failed', mood: 'bad' },
	uncertain: { title: 'inbox.state.uncertain', mood: 'warn' },
};

export const said_state = (status: string) => STATES[status];

/* May it be led to? */
export const web = (address: string) => /^(https?:\/\/|\/files\/)/i.test(address);

export function file_name(address: string): string {
	const parts = address.split(/[?#]/)[0]!.split('/');
	const last = parts.filter((part) => part).at(-1) ?? '';

	try {
		return decodeURIComponent(last) || address;
	} catch {
		return last || address;
	}
}
